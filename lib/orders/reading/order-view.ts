import { readLastChange } from "#lib/catalog/event-move";
import { findGeometry } from "#lib/catalog/queries";
import { type Bought, refundDeadline } from "#lib/catalog/refund-deadline";
import { publicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { type Layout, placesOf } from "#lib/seating/layout";
import { seatIdsOf } from "#lib/seating/seat-ids";
import { tokenOfTicket } from "#lib/tickets/token-of-ticket";
import { payingPayment } from "../paying-payment.ts";
import { disputeView } from "./dispute-view.ts";
import { priceLines } from "./price-lines.ts";
import type { OrderRows } from "./store.ts";
import { termsOf } from "./terms-of.ts";
import type { OrderedEvent, OrderView } from "./views.ts";

/** An order's rows as its owner sees them. Tokens of tickets are derived here, each time: they are stored nowhere. */
export async function orderView(rows: OrderRows): Promise<OrderView> {
  const { order, items, payments, event, tables } = rows;
  const levelName = new Map(event.priceLevels.map((level) => [level.id, level.name]));
  const taken = payingPayment(payments);
  return {
    eventId: order.eventId,
    number: order.number,
    linkVersion: order.linkVersion,
    reservationId: publicId(order.eventId, order.reservationId),
    status: order.status,
    failureReason: order.failureReason,
    openPayment: OPEN[payments.findLast((payment) => OPEN[payment.status])?.status ?? ""] ?? "none",
    event: orderedEvent(event, order),
    seller: rows.seller,
    email: order.email,
    name: order.name,
    locale: order.locale,
    terms: termsOf(order),
    totalMinor: order.totalMinor,
    discountMinor: order.discountMinor,
    refundedMinor: payments.reduce((sum, payment) => sum + payment.refundedMinor, 0),
    answers: answersOf(rows),
    confirmedAge: order.confirmedAge,
    refundsOpen: {
      pendingMinor: sumOf(rows.refunds, "PENDING"),
      failedMinor: sumOf(rows.refunds, "FAILED"),
    },
    currency: order.currency,
    createdAt: order.createdAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    methodLabel: taken?.methodLabel ?? null,
    items: items.map(({ seatId, section, row, number, priceLevelId, ticketType, listMinor, unitMinor }) => {
      const seat = { seatId, section, row, number, isTable: tables.has(section) };
      const priceLevelName = levelName.get(priceLevelId) ?? "";
      return { ...seat, priceLevelName, ticketType, listMinor: listMinor ?? unitMinor, unitMinor };
    }),
    price: priceLines(rows),
    tickets: rows.tickets.map((ticket) => ({
      id: ticket.id,
      number: ticket.number,
      seatId: ticket.seatId,
      section: ticket.section,
      row: ticket.row,
      seatNumber: ticket.seatNumber,
      isTable: tables.has(ticket.section),
      priceLevelName: levelName.get(ticket.priceLevelId) ?? "",
      unitMinor: ticket.unitMinor,
      status: ticket.status,
      isSuspended: ticket.suspendedAt !== null,
      holderName: ticket.holderName,
      token: tokenOfTicket(ticket, event),
    })),
    offer: await offerOf(rows),
    worseSeats: worseSeatsOf(rows),
    dispute: disputeView(rows),
  };
}

function sumOf(refunds: OrderRows["refunds"], status: "PENDING" | "FAILED"): number {
  return refunds.reduce((sum, refund) => (refund.status === status ? sum + refund.amountMinor : sum), 0);
}

const OPEN: Record<string, OrderView["openPayment"]> = {
  CREATED: "under_way",
  AUTHORIZED: "under_way",
  REQUIRES_ACTION: "challenge",
};

function answersOf({ answers, items, tables }: OrderRows): OrderView["answers"] {
  return answers.map(({ place, seatId, kind, label, answers: given }) => {
    const item = items.find((each) => each.seatId === seatId);
    const seat = item && {
      ...{ section: item.section, row: item.row, number: item.number },
      isTable: tables.has(item.section),
    };
    return { key: String(place), seat: seat ?? null, kind: kind.toLowerCase(), label, answers: given };
  });
}

/** The event as orders and their lists name it, with what changed since it was bought. */
export function orderedEvent(event: Omit<OrderRows["event"], "priceLevels">, order: Bought): OrderedEvent {
  const change = readLastChange(event.lastChange);
  return {
    slug: event.slug,
    title: event.title,
    startsAt: event.startsAt.toISOString(),
    doorsAt: event.doorsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    timeZone: event.venue.timezone,
    venueName: event.venue.name,
    venueAddress: event.venue.address,
    city: event.venue.city,
    posterSeed: event.posterSeed,
    categorySlug: event.categorySlug,
    isCancelled: event.status === "CANCELLED",
    revision: event.revision,
    change: change && order.createdAt < new Date(change.at) ? change : null,
    refundUntil: refundDeadline(event, order)?.toISOString() ?? null,
  };
}

/** The seats of the order that a changed hall made worse, by their names of today. */
function worseSeatsOf({ items, worse, tables }: OrderRows): OrderView["worseSeats"] {
  return items.flatMap(({ seatId, section, row, number }) => {
    const reasons = worse.flatMap((seat) => (seat.seatId === seatId ? seat.reasons : []));
    return reasons.length > 0
      ? [{ section, row, number, isTable: tables.has(section), reasons: [...new Set(reasons)] }]
      : [];
  });
}

/** The layout is read for the few orders that carry an offer: their substitute seats have no item yet that names them. */
async function offerOf({ order, event }: OrderRows): Promise<OrderView["offer"]> {
  if (order.offerUntil === null || order.offerSeatIds.length === 0) return null;
  const geometry = await findGeometry(event.layoutHash);
  invariant(geometry, "an event has the layout it was made with");
  const layout: Layout = JSON.parse(geometry);
  const places = placesOf(layout);
  const { positionOf } = seatIdsOf(layout);
  const seats = order.offerSeatIds.flatMap((seatId) => {
    const place = places[positionOf(seatId) - 1];
    const section = place && layout.sections[place.section];
    if (!place || !section) return [];
    return [{ section: section.name, row: place.row, number: place.number, isTable: section.kind === "tables" }];
  });
  return { seats, until: order.offerUntil.toISOString() };
}
