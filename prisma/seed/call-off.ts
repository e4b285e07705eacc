import { db } from "#lib/platform/db/db";

/** Leaves a cancelled event of the demo as its run does: every order refunded, tickets void, seats free, and a report of it. */
export async function callOff(eventId: number): Promise<void> {
  await db().$executeRawUnsafe(CALL_OFF, eventId);
}

const CALL_OFF = `
WITH sold AS MATERIALIZED (
  SELECT o.id, o.number, o.reservation_id, o.total_minor, p.id AS payment_id, CASE WHEN p.id IS NOT NULL THEN uuidv7() END AS refund_id,
    (SELECT array_agg(t.id) FROM tickets t WHERE t.event_id = o.event_id AND t.order_id = o.id) AS ticket_ids
  FROM orders o LEFT JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id WHERE o.event_id = $1::int
), given AS (
  INSERT INTO refunds (event_id, id, order_id, payment_id, amount_minor, reason, status, idempotency_key, gateway_id, ticket_ids, requested_by)
  SELECT $1::int, refund_id, id, payment_id, total_minor, 'event_cancelled', 'SUCCEEDED', number || '-cancelled',
    're_demo_' || replace(refund_id::text, '-', ''), ticket_ids, 'system' FROM sold WHERE payment_id IS NOT NULL
), paid AS (
  UPDATE payments p SET status = 'REFUNDED', refunded_minor = p.amount_minor FROM sold s WHERE p.event_id = $1::int AND p.id = s.payment_id
), ordered AS (
  UPDATE orders o SET status = 'REFUNDED' WHERE o.event_id = $1::int
), ticketed AS (
  UPDATE tickets t SET status = 'VOID' WHERE t.event_id = $1::int
), reserved AS (
  UPDATE reservations r SET status = 'CANCELLED' WHERE r.event_id = $1::int
), run AS (
  INSERT INTO cancellations (event_id, started_at, listed_at, finished_at)
  VALUES ($1::int, now() - interval '1 hour', now() - interval '1 hour', now() - interval '55 minutes')
), worked AS (
  INSERT INTO cancelled_orders (event_id, order_id, status, refund_id, attempts) SELECT $1::int, id, 'DONE', refund_id, 1 FROM sold
), raised AS (
  UPDATE events e SET revision = 1 WHERE e.id = $1::int
)
UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
WHERE s.event_id = $1::int AND s.status <> 'AVAILABLE'`;
