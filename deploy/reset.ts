/** `npm run db:reset`: removes the embedded data, so that the next start begins anew. Touches no configured database. */
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockDataDir } from "#lib/platform/embedded/instance-lock";

const dataDir = resolve(process.env.DATA_DIR || ".data");
if (process.env.DATABASE_URL) {
  process.stderr.write("DATABASE_URL is set: this command removes only the embedded data. Reset that database with its own tools.\n");
  process.exit(1);
}
if (existsSync(dataDir)) {
  try {
    lockDataDir(dataDir)();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  for (const part of ["postgres", "sandbox.json"]) rmSync(join(dataDir, part), { recursive: true, force: true });
}
process.stdout.write(`The data in ${dataDir} is gone; the next start seeds it anew.\n`);
