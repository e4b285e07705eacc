import {
  findOrganizationOf,
  listEventIdsOf,
  listSoldEvents,
  loadSeller,
  loadSoldEvent,
  type SoldEvent,
} from "#lib/catalog/queries";
import type { Seller } from "#lib/organizations/seller";
import { LIVE_PAYMENT_STATUSES } from "#lib/payments/state";
import { databaseNow } from "#lib/platform/db/database-clock";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { invariant } from "#lib/platform/invariant";
import { toMailAddress } from "#lib/platform/mail-address";
import { findReservation } from "#lib/reservations/store";
import { listWorseSeats } from "#lib/seating/hall-change/hall-change-store";
import type { WorseSeat } from "#lib/seating/hall-change/worse-seats";
import { tableSectionsOf } from "#lib/seating/table-sections";
import { listTicketsOfOrders } from "#lib/tickets/queries";
import type { Prisma } from "#prisma/generated/client";
import type { BillingRow } from "../invoicing/invoice-store.ts";
import type { CheckoutOrder } from "../placing/checkout-contract.ts";
import type { ShownStatus } from "../state.ts";
import type { Trouble } from "./contract.ts";
import { termsOf } from "./terms-of.ts";
import { whereTroubled } from "./trouble-store.ts";

/** Reads of orders. Every one names its event first, so it touches that event's rows alone. */

/** An order with all data of its page, or undefined. */
export async function findOrderRows(
  where: { eventId: number } & ({ number: string } | { id: string }),
): Promise<OrderRows | undefined> {
  const order = await eventDb(where.eventId).order.findFirst({ where });
  if (!order) return undefined;
  const mine = { eventId: order.eventId, orderId: order.id };
  const [items, addOns, answers, tickets, payments, refunds, disputes, event, seller] = await Promise.all([
    eventDb(where.eventId).orderItem.findMany({ where: mine, orderBy: { seatId: "asc" } }),
    eventDb(where.eventId).orderAddOn.findMany({ where: mine, orderBy: { addOnId: "asc" } }),
    eventDb(where.eventId).orderAnswer.findMany({ where: mine, orderBy: { place: "asc" } }),
    listTicketsOfOrders([order]),
    eventDb(where.eventId).payment.findMany({ where: mine, orderBy: { attempt: "asc" } }),
    eventDb(where.eventId).refund.findMany({ where: mine, orderBy: { createdAt: "asc" } }),
    eventDb(where.eventId).dispute.findMany({ where: mine, orderBy: { openedAt: "asc" } }),
    loadSoldEvent(order.eventId),
    loadSeller(order.eventId),
  ]);
  const tables = await tableSectionsOf(event.layoutHash);
  const worse = order.returnUntil === null ? [] : await worseOf(order);
  return { order, items, addOns, answers, tickets, payments, refunds, disputes, event, seller, tables, worse };
}

export type OrderRows = {
  order: Prisma.OrderGetPayload<object>;
  items: Prisma.OrderItemGetPayload<object>[];
  addOns: Prisma.OrderAddOnGetPayload<object>[];
  answers: Prisma.OrderAnswerGetPayload<object>[];
  tickets: Awaited<ReturnType<typeof listTicketsOfOrders>>;
  payments: Prisma.PaymentGetPayload<object>[];
  /** The oldest first. */
  refunds: Prisma.RefundGetPayload<object>[];
  disputes: Prisma.DisputeGetPayload<object>[];
  event: SoldEvent;
  seller: Seller;
  /** Names of the sections whose rows are tables. */
  tables: ReadonlySet<string>;
  /** Seats of the event that changes of its hall made worse since the order's were held; empty where none of its own is. */
  worse: WorseSeat[];
};

async function worseOf({ eventId, reservationId }: { eventId: number; reservationId: string }): Promise<WorseSeat[]> {
  const reservation = await findReservation(eventId, reservationId);
  return reservation ? listWorseSeats(eventId, reservation.createdAt) : [];
}

/** The fields of an order that decide who may see and change it. */
export async function findOrderHead(where: { eventId: number; number: string }): Promise<OrderHead | undefined> {
  const order = await eventDb(where.eventId).order.findUnique({ where: { eventId_number: where } });
  if (!order) return undefined;
  const [organizationId, payments] = await Promise.all([
    findOrganizationOf(order.eventId),
    eventDb(where.eventId).payment.findMany({
      where: { eventId: order.eventId, orderId: order.id },
      orderBy: { attempt: "asc" },
    }),
  ]);
  invariant(organizationId, "an order's event exists");
  return { ...order, event: { organizationId }, payments };
}

/** The add-ons of an order, as they were sold. */
export async function listAddOnsOfOrder({
  eventId,
  id: orderId,
}: {
  eventId: number;
  id: string;
}): Promise<OrderRows["addOns"]> {
  return eventDb(eventId).orderAddOn.findMany({ where: { eventId, orderId }, orderBy: { addOnId: "asc" } });
}

export type OrderHead = Prisma.OrderGetPayload<object> & {
  event: { organizationId: string };
  payments: Prisma.PaymentGetPayload<object>[];
};

/** Whose orders: of these buyers, or of an organization; `words` is a number, or how a name or a mail address begins. */
export type OrderFilter = {
  buyerKeys?: readonly string[];
  organizationId?: string;
  words?: string | undefined;
  trouble?: Trouble | undefined;
  eventId?: number | undefined;
  status?: ShownStatus | undefined;
};

/** A page of the orders that pass the filter, newest first; attempts that failed only where they are asked for. */
export async function listOrderLines(
  filter: OrderFilter,
  { take, skip }: { take: number; skip: number },
): Promise<{ rows: OrderLineRows[]; total: number }> {
  const where = await orderWhere(filter);
  const [orders, total] = await Promise.all([
    globalDb().order.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take, skip }),
    globalDb().order.count({ where }),
  ]);
  const eventIds = [...new Set(orders.map((order) => order.eventId))];
  const [events, counts] = await Promise.all([
    listSoldEvents(eventIds),
    globalDb().orderItem.groupBy({
      by: ["eventId", "orderId"],
      where: { eventId: { in: eventIds }, orderId: { in: orders.map((order) => order.id) } },
      _count: { _all: true },
    }),
  ]);
  const eventOf = new Map(events.map((event) => [event.id, event]));
  const countOf = new Map(counts.map((count) => [count.orderId, count._count._all]));
  const rows = orders.flatMap((order) => {
    const event = eventOf.get(order.eventId);
    return event ? [{ order, event, seatCount: countOf.get(order.id) ?? 0 }] : [];
  });
  return { rows, total };
}

async function orderWhere(filter: OrderFilter): Promise<Prisma.OrderWhereInput> {
  const { buyerKeys = [], organizationId, words, trouble, eventId, status } = filter;
  // Money that came for an order that failed is a trouble.
  const some = trouble ? {} : { status: { not: "FAILED" as const } };
  const what: Prisma.OrderWhereInput = status ? whereShown(status) : some;
  if (organizationId === undefined) {
    return { ...what, buyerKey: { in: buyerKeys.slice(0, 8) }, ...(eventId === undefined ? {} : { eventId }) };
  }
  const sold = await listEventIdsOf(organizationId, eventId);
  const troubled = trouble ? [await whereTroubled(trouble, { eventIds: sold, now: databaseNow() })] : [];
  const begins = { startsWith: words ?? "", mode: "insensitive" } as const;
  // Addresses are stored in ASCII; a whole one may be typed in its own script.
  const address = { startsWith: toMailAddress(words ?? "") ?? words ?? "", mode: "insensitive" } as const;
  const anyOf: Prisma.OrderWhereInput[] = [
    { number: words?.toUpperCase() ?? "" },
    { name: begins },
    { email: address },
  ];
  return { ...what, eventId: { in: sold }, AND: troubled, ...(words ? { OR: anyOf } : {}) };
}

/** The orders that read as this (`shownStatus`). */
function whereShown(shown: ShownStatus): Prisma.OrderWhereInput {
  if (shown === "VOIDED") return { status: "REFUNDED", totalMinor: 0 };
  if (shown === "PARTIALLY_VOIDED") return { status: "PARTIALLY_REFUNDED", totalMinor: 0 };
  const isGivenBack = shown === "REFUNDED" || shown === "PARTIALLY_REFUNDED";
  return { status: shown, ...(isGivenBack ? { totalMinor: { gt: 0 } } : {}) };
}

export type OrderLineRows = {
  order: Prisma.OrderGetPayload<object>;
  event: Omit<SoldEvent, "priceLevels">;
  seatCount: number;
};

/** The order that a reservation became or is becoming, with the items and amounts of its price. */
export async function findOrderOfReservation(
  eventId: number,
  reservationId: string,
): Promise<
  | (Pick<OrderRows["order"], "totalMinor" | "addedTaxMinor"> &
      Pick<OrderRows, "items" | "addOns"> & { order: CheckoutOrder; billing: BillingRow | null })
  | undefined
> {
  const live = { where: { status: { in: [...LIVE_PAYMENT_STATUSES] } }, select: { account: true }, take: 1 };
  const order = await eventDb(eventId).order.findUnique({
    where: { eventId_reservationId: { eventId, reservationId } },
    select: {
      ...{
        number: true,
        status: true,
        totalMinor: true,
        addedTaxMinor: true,
        payments: live,
        items: true,
        addOns: true,
        billing: true,
      },
      ...{ termsVersion: true, termsLocale: true },
    },
  });
  if (!order) return undefined;
  const { payments, termsVersion, termsLocale, number, status, ...priced } = order;
  const isPaymentUnderWay = status === "PENDING" && payments.length > 0;
  const paymentAccount = payments[0]?.account ?? null;
  const terms = termsOf({ termsVersion, termsLocale });
  return { order: { number, status, terms, paymentAccount, isPaymentUnderWay }, ...priced };
}

/** The orders of an event that name a promo code, the newest first. */
export async function listPromoOrderRows(
  where: { eventId: number; promoId: string },
  { page, limit }: { page: number; limit: number },
) {
  const db = eventDb(where.eventId);
  const [rows, total] = await Promise.all([
    db.order.findMany({
      where,
      select: {
        ...{ number: true, status: true, promoTickets: true, discountMinor: true, totalMinor: true, currency: true },
        createdAt: true,
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    db.order.count({ where }),
  ]);
  return { rows, total };
}
