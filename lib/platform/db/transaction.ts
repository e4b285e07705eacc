import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { env } from "../env.ts";

/** What the statements of one transaction are sent through; nothing inside a transaction may use another client. */
export type Transaction = Prisma.TransactionClient;

/**
 * One transaction of several statements, through `eventDb(eventId)` or `globalDb()`: lock → read → decide → write (docs/decisions/017-sql-policy.md). Its statements read
 * what was committed before each of them began (READ COMMITTED), so a read behind the lock sees all that came before. For decisions
 * that are not hot: it holds a connection for as many round trips as it has statements. The database itself ends one that waits
 * for a lock, or idles, too long; Prisma's own time-out is longer, because a time-out of Prisma during COMMIT may crash the process.
 */
export async function inTransaction<T>(client: PrismaClient, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const wait = env().DATABASE_WAIT_MS;
  const [lock, idle] = [String(2 * wait), String(4 * wait)];
  return client.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('lock_timeout', ${lock}, true), set_config('idle_in_transaction_session_timeout', ${idle}, true)`;
      return work(tx);
    },
    { maxWait: 4 * wait, timeout: 12 * wait },
  );
}
