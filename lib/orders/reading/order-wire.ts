import { changeOnWire } from "#lib/catalog/event-wire";
import type { QuestionKind } from "#lib/catalog/questions/question-contract";
import { termsPath } from "#lib/legal/contract";
import { shownPaymentStatus } from "#lib/payments/state";
import { env } from "#lib/platform/env";
import { publicId } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import type { NamedSeat } from "#lib/seating/seat-words";
import { taxOnWire } from "../placing/quote-wire.ts";
import { refundOnWire } from "../refunding/refund-wire.ts";
import { type OrderLineWire, type OrderWire, stateOf } from "./contract.ts";
import { orderedEvent, orderView } from "./order-view.ts";
import { partsOf, taxesOf } from "./price-lines.ts";
import { seatOfTicket } from "./seat-of-ticket.ts";
import type { OrderLineRows, OrderRows } from "./store.ts";

/** An order as the API spells it. Codes of tickets are for their owner, the buyer's name and mail for staff. */
export async function orderOnWire(rows: OrderRows, reader: "owner" | "staff"): Promise<OrderWire> {
  const { order, refunds } = rows;
  const view = await orderView(rows);
  const { currency } = order;
  const money = (minor: number) => toMajor(minor, currency);
  const numberOf = new Map(rows.tickets.map((ticket) => [ticket.id, ticket.number]));
  return {
    order_number: order.number,
    status: stateOf(order),
    failure_reason: order.failureReason,
    event: eventOnOrder(order, rows.event),
    seller: rows.seller.name,
    seller_details: rows.seller,
    items: rows.items.map((item) => itemOnWire(item, rows)),
    add_ons: rows.addOns.map(({ addOnId, name, quantity, totalMinor, returned, returnedMinor }) => ({
      ...{ add_on_id: addOnId, name, quantity, price: money(totalMinor), returned },
      returned_amount: money(returnedMinor),
    })),
    taxes: view.price.taxes.map((tax) => taxOnWire(tax, currency)),
    taxes_included: view.price.isTaxInclusive,
    tickets: view.tickets.map((ticket) => ({
      ticket_number: ticket.number,
      seat: seatOnWire(seatOfTicket(ticket)),
      price_level: ticket.priceLevelName,
      price: money(ticket.unitMinor),
      status: ticket.status === "LIVE" ? "live" : "void",
      holder_name: ticket.holderName,
      ...(reader === "owner" && ticket.status === "LIVE" ? { qr_code: ticket.token } : {}),
    })),
    answers: view.answers.map(({ seat, kind, label, answers }) => {
      return { seat: seat && seatOnWire(seat), kind: kind as QuestionKind, question: label, answers: [...answers] };
    }),
    confirmed_age: view.confirmedAge,
    total_amount: money(order.totalMinor),
    discount: money(order.discountMinor),
    refunded_amount: money(view.refundedMinor),
    currency,
    refundable_until: view.event.refundUntil,
    worse_seats: view.worseSeats.map(({ reasons, ...seat }) => ({ seat: seatOnWire(seat), reasons })),
    terms: view.terms && { ...view.terms, url: new URL(termsPath(view.terms), env().APP_URL).href },
    payment: paymentOnWire(rows),
    refunds: refunds.map((refund) =>
      refundOnWire(refund, {
        orderNumber: order.number,
        currency,
        tickets: refund.ticketIds.flatMap((id) => numberOf.get(id) ?? []),
        addOns: rows.addOns,
      }),
    ),
    disputes: rows.disputes.map((dispute) => disputeOnWire(dispute, currency)),
    ...(reader === "staff" ? { buyer: { name: order.name, email: order.email } } : {}),
    created_at: view.createdAt,
    paid_at: view.paidAt,
  };
}

function seatOnWire({ section, row, number, isTable }: NamedSeat): OrderWire["tickets"][number]["seat"] {
  return { section, row, number, at_table: isTable };
}

function itemOnWire(
  item: OrderRows["items"][number],
  { order: { currency }, event, tables }: Pick<OrderRows, "order" | "event" | "tables">,
): OrderWire["items"][number] {
  const { section, row, number, priceLevelId, unitMinor, listMinor, ticketType } = item;
  const money = (minor: number) => toMajor(minor, currency);
  return {
    seat: seatOnWire({ section, row, number, isTable: tables.has(section) }),
    price_level: event.priceLevels.find(({ id }) => id === priceLevelId)?.name ?? "",
    price: money(unitMinor),
    list_price: money(listMinor ?? unitMinor),
    ticket_type: ticketType,
    reductions: partsOf(item).map(({ kind, name, amountMinor }) => ({ kind, name, amount: money(amountMinor) })),
    taxes: taxesOf(item).map((tax) => taxOnWire(tax, currency)),
  };
}

function disputeOnWire(dispute: OrderRows["disputes"][number], currency: string): OrderWire["disputes"][number] {
  return {
    dispute_id: publicId(dispute.eventId, dispute.id),
    status: DISPUTE_WORDS[dispute.status],
    amount: toMajor(dispute.amountMinor, currency),
    withdrawn: dispute.isWithdrawn,
    reason: dispute.reason,
    evidence_due_at: dispute.evidenceDueAt?.toISOString() ?? null,
    opened_at: dispute.openedAt.toISOString(),
    closed_at: dispute.closedAt?.toISOString() ?? null,
  };
}

const DISPUTE_WORDS = { OPEN: "open", WON: "won", LOST: "lost" } as const;

/** A line of a list of orders. */
export function orderLineOnWire({ order, event, seatCount }: OrderLineRows, reader: "owner" | "staff"): OrderLineWire {
  return {
    order_number: order.number,
    status: stateOf(order),
    event: eventOnOrder(order, event),
    seat_count: seatCount,
    total_amount: toMajor(order.totalMinor, order.currency),
    currency: order.currency,
    ...(reader === "staff" ? { buyer: { name: order.name, email: order.email } } : {}),
    created_at: order.createdAt.toISOString(),
  };
}

function eventOnOrder(order: OrderLineRows["order"], row: OrderLineRows["event"]): OrderWire["event"] {
  const { slug, title, startsAt, venueName, city, timeZone, isCancelled, change } = orderedEvent(row, order);
  return {
    id: order.eventId,
    slug,
    title,
    date: startsAt,
    venue: { name: venueName, city, time_zone: timeZone },
    is_cancelled: isCancelled,
    change: change && changeOnWire(change),
  };
}

/** The payment that counts: the one that holds or held the money, else the last one that is under way. */
function paymentOnWire({ payments, order }: OrderRows): OrderWire["payment"] {
  const payment = payments.findLast((each) => PAYMENT_WORDS[each.status] !== undefined);
  const status = payment && PAYMENT_WORDS[shownPaymentStatus(payment)];
  if (!payment || !status) return null;
  return {
    gateway: payment.gateway,
    transaction_id: payment.gatewayId,
    method: payment.methodLabel,
    status,
    amount: toMajor(payment.amountMinor, order.currency),
  };
}

const PAYMENT_WORDS: Record<string, NonNullable<OrderWire["payment"]>["status"]> = {
  CREATED: "under_way",
  REQUIRES_ACTION: "under_way",
  AUTHORIZED: "succeeded",
  CAPTURED: "succeeded",
  REFUNDED: "refunded",
  DISPUTED: "disputed",
  LOST: "disputed",
};
