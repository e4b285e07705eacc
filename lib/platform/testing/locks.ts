import { Prisma, type PrismaClient } from "#prisma/generated/client";
import { db } from "../db/db.ts";

/** Waits until so many statements of this database wait for locks; throws when they do not come to wait. */
export async function waitForLockWaits(count: number): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) {
    const [row] = await db().$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row && row.waiting >= count) return;
  }
  throw new Error(`fewer than ${count} statements wait for locks`);
}

/** A client for controls: its statements that lock rows of these tables, and nothing else, read them without a lock. */
export function withoutLocks(client: PrismaClient, tables: readonly string[]): PrismaClient {
  const locking = new RegExp(`FROM (${tables.join("|")}) .*FOR UPDATE`, "s");
  const unlocked = client.$extends({
    query: {
      $queryRaw: ({ args, query }) => {
        if (!locking.test(args.sql)) return query(args);
        const strings = args.strings.map((text) => text.replace("FOR UPDATE", ""));
        return query(new Prisma.Sql(strings, args.values));
      },
    },
  });
  return unlocked as unknown as PrismaClient;
}
