import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { factsOf } from "#lib/platform/testing/facts";
import { aHeldReservation, aUser } from "#prisma/seed/builders";
import type { OrderRequest } from "../placing/open-order.ts";
import { refundOrder } from "../refunding/refund-order.ts";
import type { RefundOrder } from "../refunding/refund-request.ts";
import type { Shop } from "./shop.ts";

/** The next seats of an event that no test took yet. */
export function freshSeats(eventId: number, count: number): number[] {
  const first = nextSeats.get(eventId) ?? 1;
  nextSeats.set(eventId, first + count);
  return Array.from({ length: count }, (_, i) => first + i);
}

/** The books of a sale of two seats of which all was given back. */
export const ALL_GIVEN_BACK = {
  order: "REFUNDED",
  refunded: 9_000,
  payment: "REFUNDED",
  tickets: ["VOID", "VOID"],
  seats: ["AVAILABLE", "AVAILABLE"],
};

const nextSeats = new Map<number, number>();

/** A buyer of adjacent seats, paid through the gateway, with functions to refund them and to read the books. */
export async function aSale(
  shop: Shop,
  eventId: number,
  options: {
    seats?: number;
    promoCode?: string;
    card?: string;
    ticketTypes?: (string | null)[];
    addOns?: OrderRequest["addOns"];
  } = {},
) {
  const { seats = 2, promoCode, card, ticketTypes, addOns } = options;
  const seatIds = freshSeats(eventId, seats);
  const held = await aHeldReservation(eventId, seatIds);
  // Free tickets are for people who are signed in.
  const dearest = await db().priceLevel.aggregate({ where: { eventId }, _max: { priceMinor: true } });
  const reader = Number(dearest._max.priceMinor) === 0 ? { reader: await aUser() } : {};
  const chosen = ticketTypes?.map((ticketTypeId, i) => ({ seatId: seatIds[i] ?? 0, ticketTypeId }));
  const wish = {
    ...(promoCode ? { promoCode } : {}),
    ...(card ? { card } : {}),
    ...(chosen ? { tickets: chosen } : {}),
    ...(addOns ? { addOns } : {}),
  };
  const answer = await shop.commit(held, { ...reader, ...wish });
  if (!answer.ok || !("confirmed" in answer)) throw new Error("the sale did not go through");
  await shop.sandbox().webhooksIdle();
  const { order_id: number } = answer.confirmed;
  const order = await db().order.findFirstOrThrow({ where: { eventId, number } });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  return {
    ...held,
    number,
    orderId: order.id,
    totalMinor: order.totalMinor,
    gatewayId: payment.gatewayId ?? "",
    tickets: answer.confirmed.tickets.map((ticket) => ticket.ticket_number),
    refund: (person: Person, wanted: RefundOrder["wanted"] = "whole", more: Partial<RefundOrder> = {}) =>
      refundOrder(person, { number, wanted, ...more }),
    async books() {
      const [now, money, tickets, sold] = await Promise.all([
        db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id: order.id } } }),
        db().payment.findFirstOrThrow({ where: { eventId, id: payment.id } }),
        db().ticket.findMany({ where: { eventId, orderId: order.id }, orderBy: { seatId: "asc" } }),
        db().seat.findMany({ where: { eventId, id: { in: seatIds } }, orderBy: { id: "asc" } }),
      ]);
      return {
        order: now.status,
        refunded: money.refundedMinor,
        payment: money.status,
        tickets: tickets.map((ticket) => ticket.status),
        seats: sold.map((seat) => seat.status),
      };
    },
    /** The amounts that the gateway gave back, in minor units, newest first. */
    atGateway: async () =>
      (await shop.look(`/v1/refunds?payment_intent=${payment.gatewayId}&limit=100`)).data
        .filter((refund) => refund.status !== "failed")
        .map((refund) => Number(refund.amount)),
    facts: async () => (await factsOf({ subject: order.id })).map(({ type }) => type),
  };
}
