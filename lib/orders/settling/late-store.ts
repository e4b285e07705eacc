import { appendAudit } from "#lib/audit/append-audit";
import { loadEventTerms } from "#lib/catalog/event-fragments";
import { PAYMENT_TRANSITIONS, type PaymentStatus } from "#lib/payments/state";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { statesBefore } from "#lib/platform/transitions";
import { countPromoAgain, giveBackPromo } from "#lib/pricing/promo-fragments";
import { moveReservation } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeats, holdFreeSeats, priceLevelsOf } from "#lib/seating/seat-fragments";
import { type Books, lockBooks, lockBooksOf, moveOrder, movePayment } from "../books.ts";
import { orderFact } from "../fact-contract.ts";
import { appendLedger } from "../ledger/ledger-store.ts";
import { isByPayment } from "../refunding/refund-rules.ts";
import { refundEntry } from "../refunding/refund-store.ts";
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
    await moveOrder(tx, books.order, {
      ...{ status: "PENDING", failureReason: null, offerSeatIds: [...seatIds] },
      offerUntil: new Date(books.now.getTime() + seconds * 1_000),
    });
    // A failed order had given its use back.
    if (status === "FAILED") await countPromoAgain(tx, books.order);
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
  }
}

export type GivenBack = {
  status: "AUTHORIZED" | "CAPTURED";
  amountMinor: number;
  currency: string;
  gatewayId: string | null;
  refundKey: string;
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
    const refundId =
      status === "CAPTURED" ? await appendRefund(tx, books, { kind: "LATE_PAYMENT", key: refundKey }) : undefined;
    if (refundId !== undefined || (status === "AUTHORIZED" && isFirst)) {
      const { eventId, id: orderId, number, buyerKey } = order;
      const { amountMinor } = payment;
      const given = { orderId, refundId: refundId ?? null, amountMinor, because: failureReason } as const;
      await appendFact(tx, orderFact(eventId, { type: "order.given_back", ...given }));
      await appendAudit(tx, {
        ...{ actor: because === "buyer_declined" ? buyerKey : "system", action: "order.give_back" },
        ...{ subject: number, outcome: "failed", eventId },
        detail: { payment: payment.id, held: status, amount: amountMinor },
      });
    }
    const { amountMinor, currency, gatewayId } = payment;
    return { status, amountMinor, currency, gatewayId, refundKey, changed };
  });
}

/**
 * The order fails, its promo code's use goes back where it still counted, and the seats that it still holds come free: those on
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
  if (order.status !== "FAILED") await giveBackPromo(tx, order);
  return changed;
}

/** Puts a payment's whole refund on the books, once; undefined when it is there already or there is nothing to give back. */
async function appendRefund(
  tx: Transaction,
  { payment, refunds }: Books & { payment: PaymentRow },
  { kind, key }: { kind: "LATE_PAYMENT" | "SURPLUS"; key: string },
): Promise<string | undefined> {
  const { eventId, id: paymentId, orderId, amountMinor } = payment;
  if (amountMinor === 0 || refunds.some(({ idempotencyKey }) => idempotencyKey === key)) return undefined;
  const reason = kind.toLowerCase();
  const id = uuidv7();
  const data = { eventId, id, orderId, paymentId, kind, amountMinor, reason, idempotencyKey: key };
  const refund = await tx.refund.create({ data });
  await appendLedger(tx, refundEntry(refund, { currency: payment.currency, before: undefined }));
  return id;
}

/**
 * Records that the money of a payment whose refund is on the books is back; false when there is no such refund. The
 * refund's id is null where only the payment itself tells that it was refunded.
 */
export async function claimMoneyReturned(
  key: Key,
  gatewayId: string,
  gatewayRefundId: string | null,
): Promise<boolean> {
  return inTransaction(eventDb(key.eventId), async (tx) => {
    const books = await lockBooksOf(tx, key);
    const mayReturn =
      books && statesBefore<PaymentStatus>(PAYMENT_TRANSITIONS, "REFUNDED").includes(books.payment.status);
    const refund = books?.refunds.find(({ kind, status, paymentId }) => {
      return paymentId === key.id && status === "PENDING" && isByPayment(kind);
    });
    if (!mayReturn || !refund) return false;
    const { eventId, id, amountMinor } = refund;
    const { order, payment } = books;
    await tx.refund.update({
      where: { eventId_id: { eventId, id } },
      data: { status: "SUCCEEDED", gatewayId: gatewayRefundId ?? refund.gatewayId },
    });
    const ended = { ...refund, status: "SUCCEEDED" } as const;
    await appendLedger(tx, refundEntry(ended, { currency: payment.currency, before: refund.status }));
    await movePayment(tx, payment, {
      status: "REFUNDED",
      refundedMinor: Math.min(payment.amountMinor, payment.refundedMinor + amountMinor),
      gatewayId: payment.gatewayId ?? gatewayId,
    });
    await appendAudit(tx, {
      ...{ actor: "system", action: "payment.returned", subject: order.number, outcome: "refunded", eventId },
      detail: { payment: payment.id, amount: amountMinor },
    });
    return true;
  });
}

/**
 * Puts the refund of a second payment for one order on the books; once, however often it is called. False when the payment pays
 * the order meanwhile: the other attempt failed, and a settlement of this one came first.
 */
export async function appendSurplusRefund(key: Key): Promise<boolean> {
  return inTransaction(eventDb(key.eventId), async (tx) => {
    const books = await lockBooksOf(tx, key);
    if (!books || !isStillSurplus(books.payment)) return false;
    const { order, payment } = books;
    const refundKey = `${payment.idempotencyKey}-surplus`;
    if ((await appendRefund(tx, books, { kind: "SURPLUS", key: refundKey })) === undefined) return true;
    await appendAudit(tx, {
      ...{ actor: "system", action: "payment.surplus", subject: order.number, outcome: "refunded" },
      ...{ eventId: order.eventId, detail: { payment: payment.id, amount: payment.amountMinor } },
    });
    return true;
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
    where: { offerUntil: { lte: new Date() } },
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
