import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { BENEDUM_FILE } from "./fixtures.ts";

/** Imports the real hall into the running product, by the command that its owner would use. */
export default function setup(): void {
  if (!existsSync(BENEDUM_FILE)) {
    process.stdout.write(
      `The plan ${BENEDUM_FILE} is not on this machine: the tests in the imported hall are skipped.\n`,
    );
    return;
  }
  const { DATABASE_URL: _, ...env } = process.env;
  execFileSync("node", ["deploy/import-venue.ts", BENEDUM_FILE, "--name", "Benedum Center", "--event"], {
    stdio: "inherit",
    env,
  });
}
