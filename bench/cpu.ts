import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in /proc, which Linux fixes at 100. */
const TICKS = 100;

/**
 * Seconds of processor time used by a process and all its descendants. On a shared machine this is more reliable than the
 * clock. 0 without /proc.
 */
export function cpuSecondsOf(rootPid: number): number {
  const parents = new Map<number, number>();
  const used = new Map<number, number>();
  for (const name of listProc()) {
    const stat = readStat(name);
    if (!stat) continue;
    parents.set(Number(name), stat.parent);
    used.set(Number(name), stat.ticks);
  }
  let ticks = 0;
  for (const [pid, own] of used) if (descendsFrom(pid, rootPid, parents)) ticks += own;
  return ticks / TICKS;
}

function listProc(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function readStat(pid: string): { parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may contain anything, so fields are counted after it (proc(5)).
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // Its own time and that of its ended children.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return undefined;
  }
}

function descendsFrom(pid: number, rootPid: number, parents: Map<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
    if (at === rootPid) return true;
  return false;
}
