import type { Transaction } from "#lib/platform/db/transaction";

/** Deletes the waiting room of an event that is deleted, with its queue. */
export async function deleteQueueOf(tx: Transaction, eventId: number): Promise<void> {
  const where = { eventId };
  await tx.queueLease.deleteMany({ where });
  await tx.queueTicket.deleteMany({ where });
  await tx.queueReading.deleteMany({ where });
  await tx.waitingRoom.deleteMany({ where });
}

/** Ends times inside that began before a moment: their people have what they came for, and the next are let in. */
export async function endLeases(
  tx: Transaction,
  { eventId, ticketIds, before }: { eventId: number; ticketIds: readonly string[]; before: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE queue_leases SET expires_at = now(), ended_at = now()
    WHERE event_id = ${eventId}::int AND ticket_id = ANY (${[...ticketIds]}::uuid[]) AND redeemed_at <= ${before} AND expires_at > now()`;
}

/** The buyer keys in an event's queue, and of those who were inside at a time: an SQL query. Both arguments are SQL expressions. */
export const keysInQueue = ({ eventId, at }: { eventId: string; at: string }) =>
  `SELECT t.buyer_key FROM queue_tickets t LEFT JOIN queue_leases l ON l.event_id = t.event_id AND l.ticket_id = t.id
    WHERE t.event_id = ${eventId} AND (t.redeemed_at IS NULL OR l.expires_at > ${at})`;

/**
 * Whether the page of a waiting ticket is still open: an SQL condition on a row of `queue_tickets`. A program that never said so is taken to be
 * there.
 */
export const isHere = (ticket: string) => `(${ticket}.here_until IS NULL OR ${ticket}.here_until > now())`;

/** The buyer keys of those inside: an SQL query. `eventId` is an SQL expression. */
const keysInside = (eventId: string) =>
  `SELECT o.buyer_key FROM queue_leases o WHERE o.event_id = ${eventId} AND o.expires_at > now()`;

/**
 * Those inside: an SQL query of the ticket, and of `buyer_keys`, an array of the key that is inside and the key that joined. These are two where a guest
 * signed in meanwhile. `eventId` is an SQL expression.
 */
export const peopleInside = (eventId: string) =>
  `SELECT o.ticket_id, ARRAY[o.buyer_key, t.buyer_key] AS buyer_keys FROM queue_leases o
    JOIN queue_tickets t ON t.event_id = o.event_id AND t.id = o.ticket_id WHERE o.event_id = ${eventId} AND o.expires_at > now()`;

/**
 * The name of the database's function that counts those inside who hold no seats. It is written where holds are known
 * (lib/reservations/choosing-function.ts).
 */
export const COUNT_CHOOSING = "count_choosing_v1";

/** The waiting room of an event that is not closed: an SQL query. */
export const openRoomOf = (eventId: string) =>
  `SELECT w.mode, w.queueing_since, w.places_max FROM waiting_rooms w WHERE w.event_id = ${eventId} AND w.closed_at IS NULL`;

/** Whether as many people are inside as a room has places: an SQL expression. It reads no more leases than places. */
export const isFull = ({ eventId, places }: { eventId: string; places: string }) =>
  `(SELECT count(*) FROM (SELECT FROM queue_leases o WHERE o.event_id = ${eventId} AND o.expires_at > now() LIMIT ${places}) o) >= ${places}`;

/**
 * SQL statements that let people in without a call, until their hold ends. `holders` is an SQL query of an id for a new queue ticket,
 * the buyer's key, until when, and the thumbprint of the browser's key that the time inside is bound to, null without one. Who is inside already, perhaps by the ticket of the guest that they were, keeps that one place for as long.
 */
export const admitHolders = ({
  eventId,
  holders,
}: {
  eventId: string;
  holders: string;
}) => `UPDATE queue_leases l SET expires_at = h.until FROM (${holders}) h
      WHERE l.event_id = ${eventId} AND l.buyer_key = h.buyer_key AND l.expires_at > now() AND l.expires_at < h.until;

      INSERT INTO queue_tickets (event_id, id, buyer_key, called_at, redeemed_at)
      SELECT ${eventId}, h.id, h.buyer_key, now(), now() FROM (${holders}) h WHERE h.buyer_key NOT IN (${keysInside(eventId)})
      ON CONFLICT (event_id, buyer_key) DO UPDATE
      SET called_at = excluded.called_at, redeemed_at = excluded.redeemed_at, missed = 0, removed_at = NULL;

      INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at, key_thumbprint)
      SELECT ${eventId}, t.id, h.buyer_key, now(), h.until, h.thumbprint
      FROM (${holders}) h JOIN queue_tickets t ON t.event_id = ${eventId} AND t.buyer_key = h.buyer_key
      WHERE h.buyer_key NOT IN (${keysInside(eventId)})
      ON CONFLICT (event_id, ticket_id) DO UPDATE SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at,
        key_thumbprint = excluded.key_thumbprint, expires_at = excluded.expires_at, ended_at = NULL
      WHERE queue_leases.expires_at <= now();`;
