import { singleton } from "./singleton.ts";

/**
 * Work that must be done before a process lets go of its connections. Services name it here, since the plumbing that
 * closes the connections knows none of them.
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
