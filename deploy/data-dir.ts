import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { lockDataDir } from "./embedded/instance-lock.ts";

/** Where the embedded parts keep their data. */
export function dataDirPath(): string {
  return resolve(process.env.DATA_DIR || ".data");
}

/** Creates the data folder if missing and locks it for this process. Throws an Error in one sentence. */
export function openDataDir(): { dataDir: string; unlock: () => void } {
  const dataDir = dataDirPath();
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
    return { dataDir, unlock: lockDataDir(dataDir) };
  } catch (cause) {
    if (!(cause as NodeJS.ErrnoException).code) throw cause;
    const reason = `The data folder ${dataDir} cannot be written: set DATA_DIR to a folder that can.`;
    throw new Error(reason, { cause });
  }
}

// One level at a time: where no folder can be created (below /proc), Node's recursive mkdir never returns (24.21).
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o755 });
}
