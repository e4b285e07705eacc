import { singleton } from "./singleton.ts";

/**
 * Registers work that must finish before a process closes its connections. Services register it here, because the code that
 * closes the connections knows no service.
 */
export function beforeClosing(name: string, work: () => Promise<void>): void {
  works().set(name, work);
}

export function lastWorks(): (() => Promise<void>)[] {
  return [...works().values()];
}

function works(): Map<string, () => Promise<void>> {
  return singleton("before-closing", () => new Map());
}
