import type { ChildProcess } from "node:child_process";

/** Resolves when the process has ended; one that does not within ten seconds is killed. */
export async function whenExited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const killer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await new Promise<void>((resolve) => child.once("exit", () => resolve()));
  clearTimeout(killer);
}
