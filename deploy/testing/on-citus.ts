/**
 * Runs the tests of the hot calls on a Citus cluster: `CITUS_URL` is a database of its coordinator where `citus_set_coordinator_host`
 * and `citus_add_node` have been called, its user a superuser on every node. Each test file gets a database of its own on all
 * nodes, distributed by deploy/scale-out/distribute.sql with psql. Without `CITUS_URL` it says that it tested nothing.
 * `npm run test:citus -- path…` runs the given files instead.
 */
import { spawnSync } from "node:child_process";

/** What runs whole on the node that owns the event. Tests of plans, of the app's role and of the functions' text ask plain PostgreSQL. */
const FILES = [
  "lib/reservations/hold-seats.db.test.ts",
  "lib/reservations/hold-life.db.test.ts",
  "lib/reservations/store.race.test.ts",
  "lib/reservations/hold-model.race.test.ts",
  "hold-key.db.test.ts",
];

if (process.env.CITUS_URL) {
  const files = process.argv.length > 2 ? process.argv.slice(2) : FILES;
  const { status } = spawnSync(
    "vitest",
    ["run", "--project", "db", "--project", "race", "--no-file-parallelism", "--hookTimeout", "120000", ...files],
    { stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
} else {
  process.stdout.write("SKIPPED: CITUS_URL names no coordinator, so nothing was tested on Citus.\n");
}
