import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const PATIENCE_MS = 10_000;

/** Resolves when the process has ended. Kills it after ten seconds. */
export async function whenExited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await new Promise<void>((resolve) => child.once("exit", () => resolve()));
  clearTimeout(killer);
}

/**
 * Ends a process that an earlier start left behind, identified by its id and a text in its command line. Does nothing when
 * another program has the id by now. Kills the process after ten seconds.
 */
export async function endLeftover(pid: number, says: string, signal: "SIGINT" | "SIGTERM"): Promise<void> {
  if (!commandOf(pid).includes(says)) return;
  process.kill(pid, signal);
  for (let waited = 0; commandOf(pid).includes(says); waited += 50) {
    if (waited === PATIENCE_MS) process.kill(pid, "SIGKILL");
    if (waited > 2 * PATIENCE_MS) throw new Error(`Process ${pid}, left by an earlier start, does not end: stop it.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  return pid > 0 && existsSync(file) ? readFileSync(file, "utf8").replaceAll("\0", " ") : "";
}
