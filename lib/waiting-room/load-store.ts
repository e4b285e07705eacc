import { eventDb } from "#lib/platform/db/db";
import type { PrismaClient } from "#prisma/generated/client";
import { BEGIN_QUEUE, EMPTY_QUEUE, END_QUEUE, ENTER_ROOM } from "./load-functions.ts";

/** What a buyer who comes brings: an id for a new ticket, the key of their ticket, the key that will hold seats, and the key of their browser. */
export type Newcomer = {
  id: string;
  ticketKey: string;
  leaseKey: string;
  renewSeconds: number;
  keyThumbprint: string | undefined;
};

/** Lets a buyer in while everyone may come in. Undefined when the room queues or lets no one in. */
export async function claimEntry(eventId: number, newcomer: Newcomer): Promise<"in" | "full" | undefined> {
  const { id, ticketKey, leaseKey, renewSeconds, keyThumbprint = null } = newcomer;
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ entry: "in" | "full" | null }[]>(
    `SELECT ${ENTER_ROOM.name}($1::int, $2::uuid, $3::text, $4::text, $5::int, $6::text) AS entry`,
    ...[eventId, id, ticketKey, leaseKey, renewSeconds, keyThumbprint],
  );
  return row?.entry ?? undefined;
}

/** Makes an automatic room queue when it is full. Answers how many are inside; undefined when another did it or there is room. */
export function claimBeginning(eventId: number, client: PrismaClient = eventDb(eventId)): Promise<number | undefined> {
  return countBy(client, `SELECT ${BEGIN_QUEUE.name}($1::int) AS count`, [eventId]);
}

/** Makes an automatic room queue whatever its places. Loses (undefined) when it queues already; otherwise answers how many are inside. */
export async function claimBeginningForLoad(eventId: number): Promise<number | undefined> {
  const began = await eventDb(eventId).$executeRaw`
    UPDATE waiting_rooms SET queueing_since = now(), calm_since = NULL, tokens = 0, stepped_at = now(), version = version + 1
    WHERE event_id = ${eventId}::int AND closed_at IS NULL AND mode = 'AUTOMATIC' AND drawn_at IS NOT NULL AND queueing_since IS NULL`;
  if (began === 0) return undefined;
  const [row] = await eventDb(eventId).$queryRaw<{ count: number }[]>`
    SELECT count(*) AS count FROM queue_leases WHERE event_id = ${eventId}::int AND expires_at > now()`;
  return row?.count ?? 0;
}

/** Lets everyone in again when the room was calm for so long. Answers how many are inside; undefined when it goes on. */
export function claimEnding(eventId: number, calmSeconds: number): Promise<number | undefined> {
  return countBy(eventDb(eventId), `SELECT ${END_QUEUE.name}($1::int, $2::int) AS count`, [eventId, calmSeconds]);
}

/** Removes all who wait from the queue. Answers how many; undefined without an open room. */
export function claimEmptying(eventId: number): Promise<number | undefined> {
  return countBy(eventDb(eventId), `SELECT ${EMPTY_QUEUE.name}($1::int) AS count`, [eventId]);
}

async function countBy(client: PrismaClient, sql: string, args: readonly number[]): Promise<number | undefined> {
  const [row] = await client.$queryRawUnsafe<{ count: number | null }[]>(sql, ...args);
  return row?.count ?? undefined;
}
