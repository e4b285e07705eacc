import { eventDb } from "#lib/platform/db/db";
import { LEAVE_QUEUE } from "./leave-function.ts";

/** Ends the places and the time inside of these keys. Answers how many ended; undefined without a room. */
export async function claimLeaving(eventId: number, keys: readonly string[]): Promise<number | undefined> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ ended: number | null }[]>(
    `SELECT ${LEAVE_QUEUE.name}($1::int, $2::text[]) AS ended`,
    eventId,
    [...keys],
  );
  return row?.ended ?? undefined;
}
