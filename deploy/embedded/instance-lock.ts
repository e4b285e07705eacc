import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One Fairseat for one data folder: two would stop each other's database. Answers a function that gives the folder free.
 * Throws an Error in one sentence when another one that lives has it.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, "instance.pid");
  const mine = identityOf(process.pid);
  // The second try is for what a killed process left; whoever else comes in between is seen by it.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, mine, { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = lockOwner(dataDir);
    if (owner === process.pid) return () => rmSync(file, { force: true });
    if (owner) throw new Error(occupied(dataDir, owner));
    rmSync(file, { force: true });
  }
  throw new Error(occupied(dataDir, lockOwner(dataDir) ?? 0));
}

/** The process that has the folder now and lives, or undefined. */
export function lockOwner(dataDir: string): number | undefined {
  let owner: string;
  try {
    owner = readFileSync(join(dataDir, "instance.pid"), "utf8");
  } catch {
    return undefined;
  }
  const pid = Number(owner.split(" ")[0]);
  return pid > 0 && isAlive(pid) && identityOf(pid) === owner ? pid : undefined;
}

function occupied(dataDir: string, pid: number): string {
  return `Another Fairseat (process ${pid}) uses the data in ${dataDir}: stop it, or set DATA_DIR to another folder.`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A number may have gone to another program since: where the system tells, the moment of its start is noted besides. */
function identityOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name stands in brackets and may hold blanks; the start is the 22nd field (proc(5)).
    const startedAt = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${pid} ${startedAt}`;
  } catch {
    return `${pid} `;
  }
}
