import { gatewayOf } from "#lib/payments/choose-gateway";
import type { GatewayPayment } from "#lib/payments/gateway";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { finishRefund } from "../refunding/record-refunds.ts";
import { claimPendingRefunds, type RefundRow } from "../refunding/refund-store.ts";
import { giveBack } from "./late-payment.ts";
import { claimOfferEnd, findHoldingPayment, listLapsedOffers } from "./late-store.ts";
import { claimPaymentState, claimUnsettled, findPayment, type PaymentRow } from "./payment-store.ts";
import { applyGatewayState } from "./settle-payment.ts";

/** A payment is asked about when nothing was heard of it for this long. */
const QUIET_SECONDS = 60;

/**
 * Asks the gateway about every attempt and refund that is not settled, and ends offers nobody answered. What a lost webhook, a
 * crash between two steps or a gateway that was away left open is finished here. Answers how many payments it looked at.
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

/** Nobody answered: the money goes back. Where it is gone already, only the seats do. */
async function endOffer(order: { eventId: number; id: string }): Promise<void> {
  const payment = await findHoldingPayment(order);
  if (payment) return giveBack(payment, "no_seats");
  const freed = await claimOfferEnd(order);
  if (freed) announceFreed(freed);
}

async function endRefund(refund: RefundRow): Promise<void> {
  const payment = await findPayment(refund.eventId, refund.paymentId);
  if (payment) await finishRefund(refund, payment);
}

async function reconcile(payment: PaymentRow): Promise<void> {
  const state = await askAbout(payment);
  if (state) return applyGatewayState(payment, state);
  // The gateway has never heard of it, and nothing is on its way any more.
  if (payment.status === "CREATED") await claimPaymentState(payment, { status: "FAILED" });
}

async function askAbout(payment: PaymentRow): Promise<GatewayPayment | undefined> {
  if (payment.gatewayId) return gatewayOf(payment).find(payment.gatewayId);
  return gatewayOf(payment).findByMetadata({
    payment_id: payment.id,
    since: new Date(payment.createdAt.getTime() - QUIET_SECONDS * 1_000),
  });
}

/** One payment that cannot be cleared now does not keep the others waiting. */
async function guarded(eventId: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().warn({ err: error, eventId }, "a payment stays open until the next round");
  }
}
