import { seatsPerBuyerOf } from "#lib/catalog/event-fragments";
import { eventDb, globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { usesPerBuyerOf } from "#lib/pricing/promo/promo-fragments";
import type { GroupTotal, PersonLimits } from "./group-rules.ts";

export type OrderGroupRow = { kind: GroupTotal["kind"]; groupKey: string };
type GroupOrders = GroupTotal & { orders: string[] };

/** Notes the groups of an order; answers how many it was not known to be of. The first card that paid is the one. */
export async function appendGroups(
  { eventId, id }: { eventId: number; id: string },
  groups: readonly OrderGroupRow[],
): Promise<number> {
  const data = groups.map((group) => ({ eventId, orderId: id, ...group }));
  const { count } = await eventDb(eventId).orderGroup.createMany({ data, skipDuplicates: true });
  return count;
}

/** So many orders of a group are named, the latest. */
const ORDERS_MAX = 20;

const TOTALS = `
  SELECT m.kind, sum(CASE WHEN r.status = 'CONFIRMED' THEN cardinality(r.seat_ids) ELSE 0 END)::int AS seats,
    greatest(count(DISTINCT o.buyer_key), count(DISTINCT o.email))::int AS buyers,
    count(*) FILTER (WHERE o.promo_id = mine.promo_id)::int AS "promoOrders",
    (array_agg(o.number ORDER BY o.created_at DESC))[1:${ORDERS_MAX}] AS orders
  FROM order_groups m
  JOIN orders mine ON mine.event_id = m.event_id AND mine.id = m.order_id
  JOIN order_groups g ON g.event_id = m.event_id AND g.kind = m.kind AND g.group_key = m.group_key
  JOIN orders o ON o.event_id = g.event_id AND o.id = g.order_id AND o.status IN ('PAID', 'PARTIALLY_REFUNDED')
  JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
  WHERE m.event_id = $1::int AND m.order_id = $2::uuid
  GROUP BY m.kind`;

/** What the groups of an order have together in paid orders of the event. */
export function listGroupOrders({ eventId, id }: { eventId: number; id: string }): Promise<GroupOrders[]> {
  return eventDb(eventId).$queryRawUnsafe<GroupOrders[]>(TOTALS, eventId, id);
}

const LIMITS = `SELECT ${seatsPerBuyerOf("$1::int")} AS seats, ${usesPerBuyerOf({ eventId: "$1::int", promoId: "$2::uuid" })} AS "promoOrders"`;

/** What one person may have of the event: seats, and orders with this promo code; null without a limit. */
export async function loadPersonLimits(eventId: number, promoId: string | null): Promise<PersonLimits> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<PersonLimits[]>(LIMITS, eventId, promoId);
  return row ?? { seats: Number.POSITIVE_INFINITY, promoOrders: null };
}

/** Forgets the groups of an order whose buyer is erased. */
export async function forgetGroups(tx: Transaction, order: { eventId: number; orderId: string }): Promise<void> {
  await tx.orderGroup.deleteMany({ where: order });
}

/** The events whose orders have groups. */
export async function listGroupedEvents(): Promise<number[]> {
  const rows = await globalDb().orderGroup.groupBy({ by: ["eventId"] });
  return rows.map(({ eventId }) => eventId);
}

/** Deletes the groups of events that are over. Answers how many. */
export async function deleteGroupsOf(eventIds: readonly number[]): Promise<number> {
  if (eventIds.length === 0) return 0;
  return (await globalDb().orderGroup.deleteMany({ where: { eventId: { in: [...eventIds] } } })).count;
}
