import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in /proc, which Linux fixes at 100 for every process that asks. */
const TICKS = 100;

/**
 * Seconds of processor time that a process and everything it started have used. On a machine that others use too it says
 * more than the clock does. 0 where there is no /proc.
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
    // The name in parentheses may hold anything; fields are counted from behind it (proc(5)).
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // Its own time, and that of its children who are gone already.
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
