import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { basename } from "node:path";

/**
 * Which process an id means. Ids are given again after a process ends, so a noted id alone may name a stranger's program by now.
 */

/** The process id with its start time and the machine's boot, where the system gives them. Of two processes it is never the same. */
export function identityOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name is in parentheses and may contain blanks; the start time is the 22nd field (proc(5)).
    const startedAt = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${pid} ${startedAt} ${boot}`;
  } catch {
    return `${pid} `;
  }
}

/** The id of the process that `identity` was written for, while that process runs; undefined also where it cannot be known. */
export function sameProcess(identity: string): number | undefined {
  const pid = Number(identity.split(" ")[0]);
  const isWhole = identity.trim().split(" ").length === 3;
  return isWhole && pid > 0 && identityOf(pid) === identity ? pid : undefined;
}

/** Whether the process is a program of this name that works in this folder, as PostgreSQL does in its data. */
export function worksIn(pid: number, { program, folder }: { program: string; folder: string }): boolean {
  try {
    const [command = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return basename(command) === program && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}
