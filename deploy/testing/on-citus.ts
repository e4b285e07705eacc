/**
 * Runs the database and race tests of event tables on a Citus cluster: `CITUS_URL` is a database of its coordinator where
 * `citus_set_coordinator_host` and `citus_add_node` have been called, its user a superuser on every node. Each test file gets a
 * database of its own on all nodes, distributed by deploy/scale-out/distribute.sql with psql. Without `CITUS_URL` it says
 * that it tested nothing. `npm run test:citus -- path…` runs the given files instead.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

/** Everything that reads or writes events' rows: holds and their keys, orders, tickets, queues, and facts. */
const FILES = [
  "lib/{reservations,orders,tickets,waiting-room,platform/outbox}/**/*.{db,race}.test.ts",
  "app/api/v1/events/*/reservations/hold-key.db.test.ts",
];

/** Files of those that a cluster cannot run, and why (docs/decisions/019-scale-out.md says the ways out). */
const LEFT_OUT: Record<string, string> = {
  "lib/reservations/hold-plans.db.test.ts":
    "it reads plans and counts updates of plain tables, which are shards on a cluster",
  "lib/orders/transitions.db.test.ts":
    "it records every change of state by a trigger, which distributed tables have not",
};

if (process.env.CITUS_URL) {
  const given = process.argv.slice(2);
  const all = globSync(FILES).filter((file) => !(file in LEFT_OUT));
  if (given.length === 0)
    for (const [file, reason] of Object.entries(LEFT_OUT)) process.stdout.write(`LEFT OUT: ${file}: ${reason}.\n`);
  const { status } = spawnSync(
    "vitest",
    ["run", "--project", "db", "--project", "race", "--no-file-parallelism", ...(given.length > 0 ? given : all)],
    { stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
} else {
  process.stdout.write("SKIPPED: CITUS_URL names no coordinator, so nothing was tested on Citus.\n");
}
