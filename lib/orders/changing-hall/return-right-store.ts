import type { Transaction } from "#lib/platform/db/transaction";

/** Locks all orders with one of these seats, in the order of their ids, as every statement that locks several does. */
export async function lockOrdersOf(tx: Transaction, eventId: number, seatIds: readonly number[]): Promise<void> {
  await tx.$queryRawUnsafe(LOCK_ORDERS, eventId, [...seatIds]);
}

const LOCK_ORDERS = `
SELECT o.id FROM orders o WHERE o.event_id = $1::int
  AND EXISTS (SELECT FROM order_items i WHERE i.event_id = $1::int AND i.order_id = o.id AND i.seat_id = ANY ($2::int[]))
ORDER BY o.id FOR UPDATE`;

/**
 * Lets locked orders with one of these seats be given back until then, where their seats were held before the change; a later date that was
 * promised before stays. Answers those that are sold: an order that opens afterwards gets the right from the function that opens it.
 */
export async function grantReturns(
  tx: Transaction,
  { eventId, seatIds, changedAt, until }: { eventId: number; seatIds: readonly number[]; changedAt: Date; until: Date },
): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(GRANT, eventId, [...seatIds], changedAt, until);
  return rows.map(({ id }) => id);
}

const GRANT = `
WITH granted AS (
  UPDATE orders o SET return_until = greatest(o.return_until, $4::timestamptz) FROM reservations r
  WHERE o.event_id = $1::int AND r.event_id = $1::int AND r.id = o.reservation_id AND r.created_at < $3::timestamptz
    AND EXISTS (SELECT FROM order_items i WHERE i.event_id = $1::int AND i.order_id = o.id AND i.seat_id = ANY ($2::int[]))
  RETURNING o.id, o.status
)
SELECT id::text AS id FROM granted WHERE status IN ('PAID', 'PARTIALLY_REFUNDED') ORDER BY id`;
