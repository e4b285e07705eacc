import { execFileSync } from "node:child_process";
import { BENEDUM_FILE } from "./fixtures.ts";

/** Imports the real hall into the running product with the public command. */
export default function setup(): void {
  if (!BENEDUM_FILE) return;
  const { DATABASE_URL: _, ...env } = process.env;
  execFileSync("node", ["deploy/import-venue.ts", BENEDUM_FILE, "--name", "Benedum Center", "--event"], {
    stdio: "inherit",
    env,
  });
}
