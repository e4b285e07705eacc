import { Sql } from "#lib/platform/db/sql";
import type { PrismaClient } from "#prisma/generated/client";
import { db } from "../db/db.ts";

/** Waits until so many statements of this database wait for locks; throws when they do not come to wait. */
export async function waitForLockWaits(count: number): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) {
    const [row] = await db().$queryRawUnsafe<{ waiting: number }[]>(
      process.env.CITUS_URL ? WAITING_ON_ALL_NODES : WAITING,
    );
    if (row && row.waiting >= count) return;
  }
  throw new Error(`fewer than ${count} statements wait for locks`);
}

const WAITING = `
  SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Of a cluster: a statement waits on the node that owns its event. */
const WAITING_ON_ALL_NODES = `
  SELECT sum(result::int)::int AS waiting FROM run_command_on_all_nodes($$${WAITING}$$)`;

/** A client for controls: its statements that lock rows of these tables, and nothing else, read them without a lock. */
export function withoutLocks(client: PrismaClient, tables: readonly string[]): PrismaClient {
  const locking = new RegExp(`FROM (${tables.join("|")}) .*FOR UPDATE`, "s");
  const unlocked = client.$extends({
    query: {
      $queryRaw: ({ args, query }) => {
        if (!locking.test(args.sql)) return query(args);
        const strings = args.strings.map((text) => text.replace("FOR UPDATE", ""));
        return query(new Sql(strings, args.values));
      },
    },
  });
  return unlocked as unknown as PrismaClient;
}
