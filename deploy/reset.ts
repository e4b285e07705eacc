/** `npm run db:reset`: removes the embedded data, so the next start begins empty. Never touches a configured database. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dataDirPath, openDataDir } from "./data-dir.ts";
import { readDotEnv } from "./read-dot-env.ts";

/** Everything an embedded start creates in its folder, the secrets included: without the data its tickets are worthless. */
const PARTS = ["postgres", "postgres.new", "pictures", "sandbox.json", "secrets.json", "redis.pid"];

try {
  readDotEnv();
  if (process.env.DATABASE_URL) {
    throw new Error(
      "DATABASE_URL is set: this command removes only the embedded data. Reset that database with its own tools.",
    );
  }
  const dataDir = dataDirPath();
  if (existsSync(dataDir)) {
    const { unlock } = openDataDir();
    for (const part of PARTS) rmSync(join(dataDir, part), { recursive: true, force: true });
    unlock();
  }
  process.stdout.write(`The data in ${dataDir} is gone; the next start seeds it anew.\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
