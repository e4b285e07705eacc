import { paymentStatesBefore } from "#lib/payments/state";
import { db } from "#lib/platform/db/db";
import { cameFrom } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import type { Changed } from "#lib/reservations/store";
import {
  END_OFFER,
  GIVE_BACK,
  MONEY_RETURNED,
  OFFER,
  SURPLUS,
  TAKE_OFFER,
  UNDO_SETTLEMENT,
} from "./late-statements.ts";
import type { InboxEntry, PaymentRow } from "./payment-store.ts";

type Key = { eventId: number; id: string };
type ChangedRow = { seat_ids: number[] | null; versions: number[] | null };

/** Holds substitute seats for an order for so many seconds and asks its buyer; undefined when one of them was not free. */
export async function claimOffer(
  order: Key,
  seatIds: readonly number[],
  seconds: number,
): Promise<Changed | undefined> {
  const [row] = await db().$queryRawUnsafe<ChangedRow[]>(OFFER, order.eventId, order.id, seatIds, seconds);
  return row && changedOf(order.eventId, row);
}

/** The buyer's yes. False when the offer is over. */
export async function claimOfferTaken(
  order: Key,
  items: { id: number; section: string; row: string; number: string }[],
): Promise<boolean> {
  const { address, requestId } = cameFrom();
  const rows = await db().$queryRawUnsafe<unknown[]>(
    TAKE_OFFER,
    order.eventId,
    order.id,
    JSON.stringify(items),
    address,
    requestId,
  );
  return rows.length === 1;
}

export type GivenBack = {
  status: "AUTHORIZED" | "CAPTURED";
  amountMinor: number;
  currency: string;
  gatewayId: string | null;
  refundKey: string;
  changed: Changed;
};

/**
 * Decides that a payment's money goes back; undefined when it holds none, its order is paid, or an offer to its buyer is
 * open and it is not the buyer who says no.
 */
export async function claimGiveBack(
  payment: Key,
  because: "no_seats" | "buyer_declined",
): Promise<GivenBack | undefined> {
  const isBuyers = because === "buyer_declined";
  const { address, requestId } = cameFrom();
  const [row] = await db().$queryRawUnsafe<
    (ChangedRow & {
      status: "AUTHORIZED" | "CAPTURED";
      amount_minor: number;
      currency: string;
      gateway_id: string | null;
      idempotency_key: string;
    })[]
  >(GIVE_BACK, payment.eventId, payment.id, uuidv7(), isBuyers, address, requestId);
  return (
    row && {
      status: row.status,
      amountMinor: row.amount_minor,
      currency: row.currency,
      gatewayId: row.gateway_id,
      refundKey: `${row.idempotency_key}-late`,
      changed: changedOf(payment.eventId, row),
    }
  );
}

/**
 * Records that the money of a payment whose refund is on the books is back; false when there is no such refund. The
 * refund's id is null where only the payment itself tells that it was refunded.
 */
export async function claimMoneyReturned(
  payment: Key,
  gatewayId: string,
  gatewayRefundId: string | null,
): Promise<boolean> {
  const before = paymentStatesBefore("REFUNDED");
  const rows = await db().$queryRawUnsafe<unknown[]>(
    MONEY_RETURNED,
    payment.eventId,
    payment.id,
    gatewayId,
    gatewayRefundId,
    before,
  );
  return rows.length === 1;
}

/** Puts the refund of a second payment for one order on the books; once, however often it is called. */
export async function appendSurplusRefund(payment: Key): Promise<void> {
  await db().$executeRawUnsafe(SURPLUS, payment.eventId, payment.id, uuidv7());
}

/** Takes a settlement back whose authorization the bank withdrew; undefined when there is nothing to take back. */
export async function claimUndo(payment: Key, inbox: InboxEntry | undefined): Promise<Changed | undefined> {
  const [row] = await db().$queryRawUnsafe<ChangedRow[]>(
    UNDO_SETTLEMENT,
    payment.eventId,
    payment.id,
    inbox ? JSON.stringify(inbox) : null,
  );
  return row && changedOf(payment.eventId, row);
}

/** Ends an offer that ran out and whose money is gone already; undefined when it is not that. */
export async function claimOfferEnd(order: Key): Promise<Changed | undefined> {
  const [row] = await db().$queryRawUnsafe<ChangedRow[]>(END_OFFER, order.eventId, order.id);
  return row && changedOf(order.eventId, row);
}

/** Orders whose offer ran out unanswered. */
export async function listLapsedOffers(limit: number): Promise<Key[]> {
  return db().order.findMany({
    where: { offerUntil: { lte: new Date() } },
    select: { eventId: true, id: true },
    take: limit,
  });
}

/** The payment of an order that holds money. */
export async function findHoldingPayment(order: Key): Promise<PaymentRow | undefined> {
  const row = await db().payment.findFirst({
    where: { eventId: order.eventId, orderId: order.id, status: { in: ["AUTHORIZED", "CAPTURED"] } },
  });
  return row ?? undefined;
}

function changedOf(eventId: number, row: ChangedRow): Changed {
  return { eventId, seatIds: row.seat_ids ?? [], versions: row.versions ?? [] };
}
