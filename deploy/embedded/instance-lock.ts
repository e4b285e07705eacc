import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "./process-identity.ts";

/**
 * Locks the data folder for one Fairseat, because two would stop each other's database. Answers the function that unlocks it.
 * Throws an Error in one sentence when a living process holds the lock.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, "instance.pid");
  const mine = identityOf(process.pid);
  // The second attempt follows the removal of a dead process's lock, and still sees a process that locks in between.
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

/** The living process that holds the lock, or undefined. */
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
