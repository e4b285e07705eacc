import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The path of a file in the folder `shared` beside the repository, such as a real venue's plan. A machine without it
 * skips what needs it and says so here; in CI, where it belongs, its absence is an Error.
 */
export function sharedFile(name: string): string | undefined {
  const path = resolve(import.meta.dirname, "../../../../shared", name);
  if (existsSync(path)) return path;
  const place = join("..", "shared", name);
  if (process.env.CI) throw new Error(`${place} is missing: it must be there in CI.`);
  process.stderr.write(`SKIPPED: ${place} is not on this machine, so what needs it is not tested.\n`);
  return undefined;
}
