import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendManyFacts } from "#lib/platform/outbox/append-fact";
import { keysWithHold } from "#lib/reservations/reservation-fragments";
import { keysInQueue } from "#lib/waiting-room/queue-fragments";

/** People who waited for seats of a cancelled event or held some. Those who ordered hear of it with their order. */
const LIST_WAITERS = `
  INSERT INTO cancelled_waiters (event_id, user_id, had_seats)
  SELECT c.event_id, substr(k.buyer_key, 6)::uuid, bool_or(k.had_seats)
  FROM cancellations c, LATERAL (
    SELECT buyer_key, false AS had_seats FROM (${keysInQueue({ eventId: "c.event_id", at: "c.started_at" })}) AS queued
    UNION ALL SELECT buyer_key, true FROM (${keysWithHold("c.event_id")}) AS held
  ) AS k
  WHERE c.event_id = $1::int AND k.buyer_key LIKE 'user:%' AND NOT EXISTS (
    SELECT FROM cancelled_orders l JOIN orders o ON o.event_id = l.event_id AND o.id = l.order_id
    WHERE l.event_id = c.event_id AND o.buyer_key = k.buyer_key)
  GROUP BY c.event_id, k.buyer_key ON CONFLICT DO NOTHING`;

/**
 * Lists who is to hear that a cancelled event has no queue and no holds any more. Call it when the run's orders are listed and its
 * holds are not released: no hold is made after that list (see `claimCancelledOrders`).
 */
export async function claimWaiters(eventId: number): Promise<void> {
  await eventDb(eventId).$executeRawUnsafe(LIST_WAITERS, eventId);
}

/** Appends the fact for the next of them, each once; answers how many. Any number of workers share them. */
export async function claimWaitersTold(eventId: number, limit: number): Promise<number> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const rows = await tx.$queryRaw<{ user_id: string; had_seats: boolean }[]>`
      WITH due AS MATERIALIZED (
        SELECT w.event_id, w.user_id FROM cancelled_waiters w WHERE w.event_id = ${eventId}::int AND w.told_at IS NULL
        ORDER BY w.user_id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
      )
      UPDATE cancelled_waiters w SET told_at = now() FROM due WHERE w.event_id = due.event_id AND w.user_id = due.user_id
      RETURNING w.user_id::text, w.had_seats`;
    const type = "waiter.called_off";
    const facts = rows.map((row) => {
      return { type, subject: row.user_id, payload: { userId: row.user_id, hadSeats: row.had_seats } };
    });
    await appendManyFacts(tx, eventId, facts);
    return rows.length;
  });
}

/** How many people are to hear of it, and how many were written to. */
export async function countWaiters(eventId: number): Promise<{ total: number; told: number }> {
  const [total, told] = await Promise.all([
    eventDb(eventId).cancelledWaiter.count({ where: { eventId } }),
    eventDb(eventId).cancelledWaiter.count({ where: { eventId, toldAt: { not: null } } }),
  ]);
  return { total, told };
}
