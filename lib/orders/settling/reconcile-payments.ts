import { gatewayOf } from "#lib/payments/choose-gateway";
import { databaseNow } from "#lib/platform/db/database-clock";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { findReservation } from "#lib/reservations/store";
import { finishRefund } from "../refunding/record-refunds.ts";
import { claimPendingRefunds, type RefundRow } from "../refunding/refund-store.ts";
import { closeUnknown } from "./close-unknown.ts";
import { closeAttempt } from "./end-unpaid.ts";
import { findLostPayment } from "./find-lost-payment.ts";
import { giveBack } from "./late-payment.ts";
import { claimOfferEnd, findHoldingPayment, listLapsedOffers } from "./late-store.ts";
import { claimPaymentState, claimUnsettled, findPayment, loadOrder, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

/** A payment is asked about when nothing was heard of it for this long. */
const QUIET_SECONDS = 60;

/**
 * Asks the gateway about every unsettled attempt and refund, and ends unanswered offers. This finishes whatever a lost webhook, a
 * crash between two steps or an unreachable gateway left open. Answers how many payments it checked.
 */
export async function reconcilePayments(quietSeconds = QUIET_SECONDS, limit = 100): Promise<number> {
  const payments = await claimUnsettled(quietSeconds, limit);
  for (const payment of payments) await guarded(payment.eventId, () => reconcile(payment));
  for (const order of await listLapsedOffers(limit)) await guarded(order.eventId, () => endOffer(order));
  for (const refund of await claimPendingRefunds(quietSeconds, limit)) {
    await guarded(refund.eventId, () => endRefund(refund));
  }
  return payments.length;
}

/** Ends an unanswered offer: refunds the money, or, if that is gone already, only frees the seats. */
async function endOffer(order: { eventId: number; id: string }): Promise<void> {
  const payment = await findHoldingPayment(order);
  if (payment) {
    await giveBack(payment, "no_seats");
    return;
  }
  const freed = await claimOfferEnd(order);
  if (freed) announceFreed(freed);
}

async function endRefund(refund: RefundRow): Promise<void> {
  const payment = await findPayment(refund.eventId, refund.paymentId);
  if (payment) await finishRefund(refund, payment);
}

async function reconcile(payment: PaymentRow): Promise<void> {
  if (payment.gatewayId === null) return reconcileLost(payment);
  const state = await gatewayOf(payment).find(payment.gatewayId);
  await (state ? applyGatewayState(payment, state) : closeUnknown(payment));
}

/** After its time is up a found attempt is closed: repeating a request must not charge a buyer who has lost the seats. */
async function reconcileLost(payment: PaymentRow): Promise<void> {
  if (gatewayOf(payment).lost === "repeat" && (await isTimeUp(payment))) return closeAttempt(payment);
  const found = await findLostPayment(payment);
  if (found?.kind === "payment") await applyGatewayState(payment, found);
  else if (payment.status === "CREATED") {
    await claimPaymentState(payment, { status: "FAILED", declineCode: found?.code ?? null });
  }
}

async function isTimeUp({ eventId, orderId }: PaymentRow): Promise<boolean> {
  const { reservationId } = await loadOrder(eventId, orderId);
  const reservation = await findReservation(eventId, reservationId);
  return !reservation || reservation.expiresAt <= databaseNow();
}

/** One payment that cannot be cleared now does not keep the others waiting. */
async function guarded(eventId: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().warn({ err: error, eventId }, "a payment stays open until the next round");
  }
}
