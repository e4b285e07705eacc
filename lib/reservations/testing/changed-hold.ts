import { createFunction } from "#lib/platform/db/sql-function";
import type { PrismaClient } from "#prisma/generated/client";
import { HOLD_SEATS } from "../hold-function.ts";

/**
 * A client whose holds are decided by a changed function, for controls that take a guard out. Throws when the text to be
 * changed is not in the function, so that no control passes by changing nothing.
 */
export async function changedHold(
  client: PrismaClient,
  { from, to }: { from: string; to: string },
): Promise<PrismaClient> {
  if (!HOLD_SEATS.body.includes(from)) throw new Error(`the function does not hold: ${from}`);
  const name = `hold_seats_changed_${changes++}`;
  await client.$executeRawUnsafe(createFunction({ ...HOLD_SEATS, name, body: HOLD_SEATS.body.replaceAll(from, to) }));
  return {
    $queryRawUnsafe: (sql: string, ...args: unknown[]) =>
      client.$queryRawUnsafe(sql.replace(HOLD_SEATS.name, name), ...args),
  } as unknown as PrismaClient;
}

let changes = 0;
