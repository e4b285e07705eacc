import { appendAudit } from "#lib/audit/append-audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import { databaseNow } from "#lib/platform/db/database-clock";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { moveReservation } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeats, holdFreeSeats, priceLevelsOf } from "#lib/seating/seat-fragments";
import { type Books, lockBooks, lockBooksOf, moveOrder } from "../books.ts";
import { claimAgain, giveBackClaims } from "../claims.ts";
import { orderFact } from "../fact-contract.ts";
import { appendLedger } from "../ledger/ledger-store.ts";
import { type RefundRow, refundEntry } from "../refunding/refund-store.ts";
import {
  type GiveBackReason,
  isGivenBack,
  isStillSurplus,
  mayEndOffer,
  mayGiveBack,
  mayOffer,
  mayTakeOffer,
  renamedSeats,
} from "./late-rules.ts";
import type { PaymentRow } from "./payment-store.ts";

/** The transactions of the late-payment ladder: lock the books, decide by late-rules.ts, write. */
type Key = { eventId: number; id: string };

/** How much longer offered seats stay out of reach than the offer lasts: the buyer's yes is still being settled then. */
const OFFER_GRACE_SECONDS = 300;

/** Holds substitute seats for an order for so many seconds and asks its buyer; undefined when one of them was not free. */
export async function claimOffer(
  order: Key,
  seatIds: readonly number[],
  seconds: number,
): Promise<ChangedSeats | undefined> {
  return inTransaction(eventDb(order.eventId), async (tx) => {
    const books = await lockBooks(tx, order);
    if (!books || !mayOffer(books) || (await loadEventTerms(tx, order.eventId)).isCancelled) return undefined;
    const { eventId, id, number, reservationId, status } = books.order;
    const held = await holdFreeSeats(tx, { eventId, seatIds, reservationId, seconds: seconds + OFFER_GRACE_SECONDS });
    if (!held) return undefined;
    // A failed order gave its claims back: without an add-on that was sold to others, no seats are offered and all the money goes back.
    if (status === "FAILED" && !(await claimAgain(tx, books.order))) {
      await freeSeats(tx, { eventId, seatIds, reservationId, status: "HELD" });
      return undefined;
    }
    await moveOrder(tx, books.order, {
      ...{ status: "PENDING", failureReason: null, offerSeatIds: [...seatIds] },
      offerUntil: new Date(books.now.getTime() + seconds * 1_000),
    });
    await appendFact(tx, { type: "offer.made", eventId, subject: id, payload: { orderId: id } });
    await appendAudit(tx, {
      ...{ actor: "system", action: "order.offer", subject: number, outcome: "offered", eventId },
      detail: { seats: seatIds },
    });
    return held;
  });
}

type NamedSeat = { id: number; section: string; row: string; number: string };

/**
 * The buyer's yes: the reservation's seats and the order's items become the offered ones, at the price that was paid; the seats
 * are still held for it. False when the offer is over.
 */
export async function claimOfferTaken(order: Key, names: readonly NamedSeat[]): Promise<boolean> {
  return inTransaction(eventDb(order.eventId), async (tx) => {
    const books = await lockBooks(tx, order);
    if (!books || !mayTakeOffer(books) || (await loadEventTerms(tx, order.eventId)).isCancelled) return false;
    const { eventId, number, buyerKey, offerSeatIds } = books.order;
    await renameItems(tx, books, names);
    await moveReservation(tx, books.reservation, { status: "EXPIRED", seatIds: offerSeatIds });
    await moveOrder(tx, books.order, { status: "PENDING", offerUntil: null, offerSeatIds: [] });
    await appendAudit(tx, {
      ...{ actor: buyerKey, action: "order.take_offer", subject: number, outcome: "accepted", eventId },
      detail: { seats: offerSeatIds },
    });
    return true;
  });
}

async function renameItems(tx: Transaction, { order, reservation }: Books, names: readonly NamedSeat[]): Promise<void> {
  const { eventId, id: orderId, offerSeatIds } = order;
  const levels = await priceLevelsOf(tx, { eventId, seatIds: offerSeatIds });
  for (const { from, to } of renamedSeats(reservation.seatIds, offerSeatIds)) {
    const name = names.find(({ id }) => id === to);
    const priceLevelId = levels.get(to);
    if (!name || priceLevelId === undefined) continue;
    const { section, row, number } = name;
    const data = { seatId: to, priceLevelId, section, row, number };
    await tx.orderItem.updateMany({ where: { eventId, orderId, seatId: from }, data });
    await tx.orderAnswer.updateMany({ where: { eventId, orderId, seatId: from }, data: { seatId: to } });
  }
}

export type GivenBack = {
  status: "AUTHORIZED" | "CAPTURED";
  payment: PaymentRow;
  /** For captured money. */
  refund: RefundRow | undefined;
  isRefundNew: boolean;
  changed: ChangedSeats;
};

/**
 * Decides that a payment's money goes back: the order fails for good, substitute seats come free, and for captured money the
 * refund is on the books with its idempotency key before the gateway is asked. Again: answers the same refund. Undefined when
 * the payment holds no money, its order is paid, or an offer to its buyer is open and it is not the buyer who says no. Money that
 * was let go but turns out to be captured is refunded by the next call, and told by a second mail.
 */
export async function claimGiveBack(key: Key, because: GiveBackReason): Promise<GivenBack | undefined> {
  return inTransaction(eventDb(key.eventId), async (tx) => {
    const books = await lockBooksOf(tx, key);
    if (!books || !mayGiveBack(books, books.payment, because)) return undefined;
    const { order, payment } = books;
    const status = payment.status === "CAPTURED" ? "CAPTURED" : "AUTHORIZED";
    const { isCancelled } = await loadEventTerms(tx, order.eventId);
    const failureReason = isCancelled ? "event_cancelled" : "late_payment";
    const isFirst = !isGivenBack(order);
    const changed = await failOrder(tx, books, failureReason);
    const refundKey = `${payment.idempotencyKey}-late`;
    const { refund, isNew } =
      status === "CAPTURED" ? await appendRefund(tx, books, { kind: "LATE_PAYMENT", key: refundKey }) : NO_REFUND;
    if (isNew || (status === "AUTHORIZED" && isFirst)) {
      const { eventId, id: orderId, number, buyerKey } = order;
      const { amountMinor } = payment;
      const given = { orderId, refundId: refund?.id ?? null, amountMinor, because: failureReason } as const;
      await appendFact(tx, orderFact(eventId, { type: "order.given_back", ...given }));
      await appendAudit(tx, {
        ...{ actor: because === "buyer_declined" ? buyerKey : "system", action: "order.give_back" },
        ...{ subject: number, outcome: "failed", eventId },
        detail: { payment: payment.id, held: status, amount: amountMinor },
      });
    }
    return { status, payment, refund, isRefundNew: isNew, changed };
  });
}

/**
 * The order fails, what it claims beside seats goes back where it still counted, and the seats that it still holds come free: those on
 * offer, and those of an offer that was taken and not settled.
 */
export async function failOrder(
  tx: Transaction,
  { order, reservation }: Books,
  failureReason: string,
): Promise<ChangedSeats> {
  const { eventId, offerSeatIds, reservationId } = order;
  await moveOrder(tx, order, { status: "FAILED", failureReason, offerUntil: null, offerSeatIds: [] });
  // A reservation whose time still runs would count seats as its own that are free again (INV-7).
  if (reservation.status === "PAYING") await moveReservation(tx, reservation, { status: "EXPIRED" });
  const seatIds = [...new Set([...offerSeatIds, ...reservation.seatIds])];
  const changed = await freeSeats(tx, { eventId, seatIds, reservationId, status: "HELD" });
  if (order.status !== "FAILED") await giveBackClaims(tx, order);
  return changed;
}

const NO_REFUND = { refund: undefined, isNew: false };

/** Puts a payment's whole refund on the books, once; no refund when there is nothing to give back. */
async function appendRefund(
  tx: Transaction,
  { payment, refunds }: Books & { payment: PaymentRow },
  { kind, key }: { kind: "LATE_PAYMENT" | "SURPLUS"; key: string },
): Promise<{ refund: RefundRow | undefined; isNew: boolean }> {
  const { eventId, id: paymentId, orderId, amountMinor } = payment;
  const known = refunds.find(({ idempotencyKey }) => idempotencyKey === key);
  if (known || amountMinor === 0) return { refund: known, isNew: false };
  const reason = kind.toLowerCase();
  const id = uuidv7();
  const data = { eventId, id, orderId, paymentId, kind, amountMinor, reason, idempotencyKey: key };
  const refund = await tx.refund.create({ data });
  await appendLedger(tx, refundEntry(refund, { currency: payment.currency, before: undefined }));
  return { refund, isNew: true };
}

/** The refund of a payment's whole money that waits for its gateway, late money or surplus. */
export async function findPendingReturn({ eventId, id: paymentId }: Key): Promise<RefundRow | undefined> {
  const row = await eventDb(eventId).refund.findFirst({
    where: { eventId, paymentId, kind: { in: ["LATE_PAYMENT", "SURPLUS"] }, status: "PENDING" },
  });
  return row ?? undefined;
}

/**
 * Puts the refund of a second payment for one order on the books, once, and answers it with its payment. Undefined when the payment
 * pays the order meanwhile: the other attempt failed, and a settlement of this one came first.
 */
export async function appendSurplusRefund(
  key: Key,
  gatewayId: string,
): Promise<{ payment: PaymentRow; refund: RefundRow | undefined; isNew: boolean } | undefined> {
  return inTransaction(eventDb(key.eventId), async (tx) => {
    const books = await lockBooksOf(tx, key);
    if (!books || !isStillSurplus(books.payment)) return undefined;
    const { eventId, id, idempotencyKey, amountMinor } = books.payment;
    const appended = await appendRefund(tx, books, { kind: "SURPLUS", key: `${idempotencyKey}-surplus` });
    // The answer that named it may never have arrived, and a refund is asked for by it.
    const payment = { ...books.payment, gatewayId: books.payment.gatewayId ?? gatewayId };
    await tx.payment.updateMany({ where: { eventId, id, gatewayId: null }, data: { gatewayId } });
    if (!appended.isNew) return { payment, ...appended };
    await appendAudit(tx, {
      ...{ actor: "system", action: "payment.surplus", subject: books.order.number, outcome: "refunded" },
      ...{ eventId, detail: { payment: id, amount: amountMinor } },
    });
    return { payment, ...appended };
  });
}

/** Ends an offer that ran out and whose money is gone already; undefined when it is not that. */
export async function claimOfferEnd(key: Key): Promise<ChangedSeats | undefined> {
  return inTransaction(eventDb(key.eventId), async (tx) => {
    const books = await lockBooks(tx, key);
    if (!books || !mayEndOffer(books)) return undefined;
    const changed = await failOrder(tx, books, "payment_withdrawn");
    const { number, eventId } = books.order;
    await appendAudit(tx, { actor: "system", action: "order.end_offer", subject: number, outcome: "failed", eventId });
    return changed;
  });
}

/** Orders whose offer ran out unanswered. */
export async function listLapsedOffers(limit: number): Promise<Key[]> {
  return globalDb().order.findMany({
    where: { offerUntil: { lte: databaseNow() } },
    select: { eventId: true, id: true },
    take: limit,
  });
}

/** The payment of an order that holds money. */
export async function findHoldingPayment(order: Key): Promise<PaymentRow | undefined> {
  const row = await eventDb(order.eventId).payment.findFirst({
    where: { eventId: order.eventId, orderId: order.id, status: { in: ["AUTHORIZED", "CAPTURED"] } },
  });
  return row ?? undefined;
}
