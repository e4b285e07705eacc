import { eventDb } from "#lib/platform/db/db";

/** How many orders of an event hold tickets, and so hear of its changes (lib/orders/telling). */
export async function countOrdersToTell(eventId: number): Promise<number> {
  return eventDb(eventId).order.count({ where: { eventId, status: { in: ["PAID", "PARTIALLY_REFUNDED"] } } });
}

export type GivenBack = {
  orders: number;
  tickets: number;
  refundedMinor: number;
  underWayMinor: number;
  failedMinor: number;
};

/** What was given back since this moment of the orders from before it, by their buyers or for them. */
export async function findGivenBack(eventId: number, since: Date): Promise<GivenBack> {
  const [row] = await eventDb(eventId).$queryRaw<GivenBack[]>`
    SELECT count(DISTINCT r.order_id) FILTER (WHERE r.status <> 'FAILED')::int AS orders,
      coalesce(sum(cardinality(r.ticket_ids)) FILTER (WHERE r.status <> 'FAILED'), 0)::int AS tickets,
      coalesce(sum(r.amount_minor) FILTER (WHERE r.status = 'SUCCEEDED'), 0)::float8 AS "refundedMinor",
      coalesce(sum(r.amount_minor) FILTER (WHERE r.status = 'PENDING'), 0)::float8 AS "underWayMinor",
      coalesce(sum(r.amount_minor) FILTER (WHERE r.status = 'FAILED'), 0)::float8 AS "failedMinor"
    FROM refunds r JOIN orders o ON o.event_id = r.event_id AND o.id = r.order_id
    WHERE r.event_id = ${eventId}::int AND r.created_at >= ${since}::timestamptz AND o.created_at < ${since}::timestamptz
      AND r.kind IN ('REQUESTED', 'AT_GATEWAY')`;
  return row ?? { orders: 0, tickets: 0, refundedMinor: 0, underWayMinor: 0, failedMinor: 0 };
}

/** Who bought these orders of an event. */
export async function listBuyers(
  eventId: number,
  orderIds: readonly string[],
): Promise<{ id: string; number: string; name: string; email: string }[]> {
  return eventDb(eventId).order.findMany({
    where: { eventId, id: { in: [...orderIds] } },
    select: { id: true, number: true, name: true, email: true },
    orderBy: { number: "asc" },
  });
}
