import type { ChildProcess } from "node:child_process";

const PATIENCE_MS = 10_000;

/** Resolves when the process has ended. Kills it after ten seconds. */
export async function whenExited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await new Promise<void>((resolve) => child.once("exit", () => resolve()));
  clearTimeout(killer);
}

/**
 * Ends a process that an earlier start left behind. `isOurs` says whether the id still means that process, and is asked again
 * before each signal, because the id may pass on to another program. Kills the process after ten seconds.
 */
export async function endLeftover(pid: number, isOurs: () => boolean, signal: "SIGINT" | "SIGTERM"): Promise<void> {
  if (!isOurs()) return;
  process.kill(pid, signal);
  for (let waited = 0; isOurs(); waited += 50) {
    if (waited === PATIENCE_MS) process.kill(pid, "SIGKILL");
    if (waited > 2 * PATIENCE_MS) throw new Error(`Process ${pid}, left by an earlier start, does not end: stop it.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
