import type { Transaction } from "#lib/platform/db/transaction";

/** Deletes the waiting room of an event that is deleted, with its queue. */
export async function deleteQueueOf(tx: Transaction, eventId: number): Promise<void> {
  const where = { eventId };
  await tx.queueLease.deleteMany({ where });
  await tx.queueTicket.deleteMany({ where });
  await tx.waitingRoom.deleteMany({ where });
}

/** The buyer keys in an event's queue, and of those who were inside at a time: an SQL query. Both arguments are SQL expressions. */
export const keysInQueue = ({ eventId, at }: { eventId: string; at: string }) =>
  `SELECT t.buyer_key FROM queue_tickets t LEFT JOIN queue_leases l ON l.event_id = t.event_id AND l.ticket_id = t.id
    WHERE t.event_id = ${eventId} AND (t.redeemed_at IS NULL OR l.expires_at > ${at})`;
