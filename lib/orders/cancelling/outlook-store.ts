import { eventDb } from "#lib/platform/db/db";
import { keysWithHold } from "#lib/reservations/reservation-fragments";
import { keysInQueue } from "#lib/waiting-room/queue-fragments";

export type OutlookRow = {
  orders: number;
  freeOrders: number;
  pendingOrders: number;
  owedMinor: number;
  holding: number;
  queued: number;
};

/** The orders of an event that a cancellation would give back: what `claimCancelledOrders` lists, with the money still kept. */
const ORDERS = `
  SELECT (count(*) FILTER (WHERE o.status <> 'PENDING'))::int AS orders,
    (count(*) FILTER (WHERE o.status <> 'PENDING' AND o.total_minor = 0))::int AS "freeOrders",
    (count(*) FILTER (WHERE o.status = 'PENDING'))::int AS "pendingOrders",
    coalesce(sum(o.total_minor - r.back) FILTER (WHERE o.status <> 'PENDING'), 0)::float8 AS "owedMinor"
  FROM orders o CROSS JOIN LATERAL (
    SELECT coalesce(sum(f.amount_minor), 0) AS back FROM refunds f
    WHERE f.event_id = o.event_id AND f.order_id = o.id AND f.status IN ('PENDING', 'SUCCEEDED')) r
  WHERE o.event_id = $1::int AND o.status IN ('PENDING', 'PAID', 'PARTIALLY_REFUNDED')`;

/** Who holds seats, and who waits without any. */
const WAITERS = `
  SELECT (count(*) FILTER (WHERE k.had_seats))::int AS holding, (count(*) FILTER (WHERE NOT k.had_seats))::int AS queued FROM (
    SELECT buyer_key, bool_or(had_seats) AS had_seats FROM (
      SELECT buyer_key, false AS had_seats FROM (${keysInQueue({ eventId: "$1::int", at: "now()" })}) AS queued
      UNION ALL SELECT buyer_key, true FROM (${keysWithHold("$1::int")}) AS held) AS each
    GROUP BY buyer_key) AS k`;

/** Whom a cancellation of an event would reach now, and with how much money. */
export async function findOutlook(eventId: number): Promise<OutlookRow> {
  const db = eventDb(eventId);
  const [[orders], [waiters]] = await Promise.all([
    db.$queryRawUnsafe<Omit<OutlookRow, "holding" | "queued">[]>(ORDERS, eventId),
    db.$queryRawUnsafe<Pick<OutlookRow, "holding" | "queued">[]>(WAITERS, eventId),
  ]);
  const none = { orders: 0, freeOrders: 0, pendingOrders: 0, owedMinor: 0, holding: 0, queued: 0 };
  return { ...none, ...orders, ...waiters };
}
