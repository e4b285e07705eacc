import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A new empty folder for what a test run writes and throws away, in memory where the machine has room for it: a
 * database that is cloned dozens of times would otherwise wait for a slow disk most of the time. The caller removes it;
 * what killed runs left behind is removed here.
 */
export function scratchFolder(name: string): string {
  const root = hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir();
  for (const entry of readdirSync(root)) {
    const owner = LEFTOVER.exec(entry)?.[1];
    if (owner && !existsSync(`/proc/${owner}`)) removeLeftover(join(root, entry));
  }
  return mkdtempSync(join(root, `fairseat-${name}-${process.pid}-`));
}

const IN_MEMORY = "/dev/shm";
const ROOM_MIN_BYTES = 2 * 1_024 ** 3;
const LEFTOVER = /^fairseat-\w+-(\d+)-\w+$/;

// Containers often give 64 MB of memory for files, which a database would fill.
function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_MIN_BYTES;
}

function removeLeftover(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // It belongs to another user of the machine, or a server that was left running still writes into it.
  }
}
