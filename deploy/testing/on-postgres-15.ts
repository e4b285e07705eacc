/**
 * Runs the race tests, and the database tests of everything that speaks SQL of its own, on Debian's PostgreSQL 15, the oldest
 * one we support. Installs the package where it may; says so and leaves the tests out where it cannot, which is a
 * failure in CI. `npm run test:pg15 -- path…` runs the given files instead.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { installPackages } from "./install-package.ts";

const BIN = "/usr/lib/postgresql/15/bin";

/** Services with SQL that differs between versions at most in its plan; pages and mails would repeat what PostgreSQL 18 showed. */
const FOLDERS = [
  "lib/reservations",
  "lib/orders",
  "lib/tickets",
  "lib/waiting-room",
  "lib/catalog",
  "lib/seating",
  "lib/pricing",
  "lib/platform",
  "prisma",
];

/** Long tests whose statements shorter ones of the same services run as well. */
const REPEATING = [
  "lib/orders/transitions.db.test.ts",
  "lib/orders/cancelling/cancellation.race.test.ts",
  "lib/orders/reconciling/reconcile-command.db.test.ts",
  "lib/orders/settling/every-gateway.db.test.ts",
];

if (!existsSync(`${BIN}/postgres`)) installPackages("postgresql-15");
if (existsSync(`${BIN}/postgres`)) {
  const asked = process.argv.slice(2);
  const files = asked.length > 0 ? asked : filesOf(FOLDERS);
  const { status } = spawnSync("vitest", ["run", "--project", "db", "--project", "race", ...files], {
    stdio: "inherit",
    env: { ...process.env, TEST_POSTGRES_BIN: BIN },
  });
  process.exitCode = status ?? 1;
} else {
  process.stdout.write(
    `SKIPPED: PostgreSQL 15 is not in ${BIN} and could not be installed. On Debian: apt-get install postgresql-15\n`,
  );
  process.exitCode = process.env.CI ? 1 : 0;
}

function filesOf(folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{db,race}.test.ts`));
  return files.filter((file) => !REPEATING.includes(file));
}
