import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One Fairseat for one data folder: two would stop each other's database. Answers a function that gives the folder free.
 * Throws an Error in one sentence when another one that lives has it.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, "instance.pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new Error(`Another Fairseat (process ${pid}) uses the data in ${dataDir}: stop it, or set DATA_DIR to another folder.`);
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

// A number may have gone to another program since: only a Node process counts.
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync("/proc") || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("server.ts");
  } catch {
    return false;
  }
}
