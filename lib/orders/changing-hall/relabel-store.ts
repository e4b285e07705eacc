import type { Transaction } from "#lib/platform/db/transaction";
import type { PrintedChange } from "./printed-changes.ts";

/**
 * Locks the orders of renamed seats, in the order of their ids, and gives their items the new labels; answers the orders. Those that
 * were placed after the change bear the new label already, unless their process had not heard of it.
 */
export async function relabelItems(
  tx: Transaction,
  { eventId, changes, changedAt }: { eventId: number; changes: readonly PrintedChange[]; changedAt: Date },
): Promise<string[]> {
  const columns = [
    changes.map(({ seatId }) => seatId),
    ...[changes.map(({ before }) => before.section), changes.map(({ before }) => before.row)],
    ...[changes.map(({ before }) => before.number), changes.map(({ after }) => after.section)],
    ...[changes.map(({ after }) => after.row), changes.map(({ after }) => after.number)],
  ];
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(LOCK_ORDERS, eventId, ...columns, changedAt);
  const orderIds = rows.map(({ id }) => id);
  if (orderIds.length > 0) await tx.$executeRawUnsafe(RELABEL_ITEMS, eventId, ...columns, orderIds);
  return orderIds;
}

const CHANGES = `unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
  AS c(seat_id, old_section, old_row, old_number, section, row, number)`;

const IS_OLD = "i.seat_id = c.seat_id AND (i.section, i.row, i.number) = (c.old_section, c.old_row, c.old_number)";

const LOCK_ORDERS = `
SELECT o.id::text FROM orders o WHERE o.event_id = $1::int AND o.status IN ('PENDING', 'PAID', 'PARTIALLY_REFUNDED')
  AND EXISTS (SELECT FROM order_items i JOIN ${CHANGES} ON ${IS_OLD} WHERE i.event_id = $1::int AND i.order_id = o.id
    AND ((c.old_section, c.old_row, c.old_number) <> (c.section, c.row, c.number) OR o.created_at < $9::timestamptz))
ORDER BY o.id FOR UPDATE`;

const RELABEL_ITEMS = `
UPDATE order_items i SET section = c.section, row = c.row, number = c.number FROM ${CHANGES}
WHERE i.event_id = $1::int AND i.order_id = ANY ($9::uuid[]) AND ${IS_OLD}`;
