import { listEventIdsOf } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { eventDb, globalDb } from "#lib/platform/db/db";
import type { AddOnSales } from "#lib/pricing/add-ons/add-on-contract";
import type { OrderWire } from "./contract.ts";
import { orderedEvent } from "./order-view.ts";
import { orderOnWire } from "./order-wire.ts";
import { findOrderRows, listOrderLines } from "./store.ts";
import type { OrderLineView } from "./views.ts";

export type OrderList = { data: OrderLineView[]; meta: { total: number; page: number; limit: number } };

/** A page of the person's orders, newest first; a stranger has none. `page` counts from 1, `limit` is clamped to 1–100. */
export async function listOrders(person: Person, { page, limit }: { page: number; limit: number }): Promise<OrderList> {
  const size = Math.min(Math.max(limit, 1), 100);
  const start = Math.min(Math.max(page, 1), 10_000);
  const { rows, total } = await listOrderLines({ buyerKeys: person.keys }, { take: size, skip: (start - 1) * size });
  const data = rows.map(({ order, event, seatCount }) => ({
    number: order.number,
    status: order.status,
    totalMinor: order.totalMinor,
    currency: order.currency,
    createdAt: order.createdAt.toISOString(),
    event: orderedEvent(event, order),
    ticketCount: seatCount,
  }));
  return { data, meta: { total, page: start, limit: size } };
}

/** The order of this id as its organization's staff read it, without a check of the reader: for webhooks. */
export async function orderForOrganization(eventId: number, id: string): Promise<OrderWire | undefined> {
  const rows = await findOrderRows({ eventId, id });
  return rows && orderOnWire(rows, "staff");
}

/** How many of each add-on the paid orders of an event have, and what those cost, without what was returned. */
export async function countAddOnSales(eventId: number): Promise<Map<string, AddOnSales>> {
  const rows = await eventDb(eventId).orderAddOn.groupBy({
    by: ["addOnId"],
    where: { eventId, order: { status: { in: ["PAID", "PARTIALLY_REFUNDED"] } } },
    _sum: { quantity: true, returned: true, totalMinor: true, returnedMinor: true },
  });
  return new Map(
    rows.map(({ addOnId, _sum: { quantity, returned, totalMinor, returnedMinor } }) => {
      const sold = (quantity ?? 0) - (returned ?? 0);
      return [addOnId, { sold, revenueMinor: (totalMinor ?? 0) - (returnedMinor ?? 0) }];
    }),
  );
}

/** The number of an order, for those who know its id. */
export async function loadOrderNumber(eventId: number, id: string): Promise<string> {
  const where = { eventId_id: { eventId, id } };
  return (await eventDb(eventId).order.findUniqueOrThrow({ where, select: { number: true } })).number;
}

/** Whether tickets of an organization were ordered, paid or not. */
export async function hasOrders(organizationId: string): Promise<boolean> {
  const eventId = { in: await listEventIdsOf(organizationId) };
  return (await globalDb().order.findFirst({ where: { eventId }, select: { id: true } })) !== null;
}

/** How many orders a person with an account placed; paid ones, returned ones and those that came to nothing alike. */
export async function countOrdersOf(userId: string): Promise<number> {
  return globalDb().order.count({ where: { userId } });
}

/** When the seats of an event were sold, by price level and minute, the first first; those given back later included. */
export async function listSoldTimes(
  eventId: number,
): Promise<{ soldAt: { levelId: number; at: Date; seats: number; ticketType: string | null }[] }> {
  const soldAt = await eventDb(eventId).$queryRaw<
    { levelId: number; at: Date; seats: number; ticketType: string | null }[]
  >`
    SELECT i.price_level_id::int AS "levelId", i.ticket_type AS "ticketType", date_trunc('minute', coalesce(o.paid_at, o.created_at)) AS at, count(*)::int AS seats
    FROM orders o JOIN order_items i ON i.event_id = o.event_id AND i.order_id = o.id
    WHERE o.event_id = ${eventId}::int AND o.status IN ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')
    GROUP BY 1, 2, 3 ORDER BY 3, 1, 2`;
  return { soldAt };
}
