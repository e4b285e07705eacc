import { gatewayOf } from "#lib/payments/choose-gateway";
import type { GatewayRefund } from "#lib/payments/gateway";
import { log } from "#lib/platform/observability/log";
import { announceFreed } from "#lib/reservations/expire-holds";
import { loadOrder, type PaymentRow } from "../settling/payment-store.ts";
import { claimRefund, listRefundsOf, type RefundRow } from "./refund-store.ts";
import { gatewayKeyOf, recordRefundState, sendRefund } from "./send-refund.ts";

/**
 * Updates the refunds of a payment from the gateway: records the outcome of known refunds, and adds those made in
 * the gateway's own dashboard, where the order is paid.
 */
export async function recordRefunds(payment: PaymentRow): Promise<void> {
  const order = await loadOrder(payment.eventId, payment.orderId);
  if (payment.gatewayId === null) return;
  const known = await listRefundsOf(payment);
  for (const refund of await gatewayOf(payment).listRefunds(payment.gatewayId)) {
    const ours = known.find((each) => isSame(each, refund));
    if (ours) await recordRefundState(ours, refund);
    else if (SETTLED.has(order.status) && refund.key === undefined && refund.status === "succeeded") {
      await recordForeign(payment, refund);
    }
  }
}

const SETTLED = new Set(["PAID", "PARTIALLY_REFUNDED", "REFUNDED"]);

/**
 * Ends a refund whose outcome is not known. The gateway is looked at before it is asked, because it remembers an idempotency
 * key for a day and we remember the refund for ever: asked blindly on the second day, it would pay twice.
 */
export async function finishRefund(refund: RefundRow, payment: PaymentRow): Promise<void> {
  const found = await findAtGateway(refund, payment);
  return found ? recordRefundState(refund, found) : sendRefund(refund);
}

/** The refund as its gateway has it now; undefined when the gateway does not know it. */
export async function findAtGateway(refund: RefundRow, payment: PaymentRow): Promise<GatewayRefund | undefined> {
  if (payment.gatewayId === null) return undefined;
  return (await gatewayOf(payment).listRefunds(payment.gatewayId)).find((each) => isSame(refund, each));
}

function isSame(ours: RefundRow, theirs: GatewayRefund): boolean {
  return theirs.key === undefined ? ours.gatewayId === theirs.gatewayId : gatewayKeyOf(ours) === theirs.key;
}

async function recordForeign(payment: PaymentRow, refund: GatewayRefund): Promise<void> {
  const { eventId, orderId: id } = payment;
  const decision = await claimRefund(
    { eventId, id },
    {
      kind: "gateway",
      numbers: [],
      amountMinor: refund.amountMinor,
      reason: "gateway",
      byOwner: false,
      actor: "system",
      key: `gateway-${refund.gatewayId}`,
      stepMinor: gatewayOf(payment).amountStepMinor(payment.currency),
      gatewayId: refund.gatewayId,
    },
  );
  announceFreed(decision.changed);
  if (decision.said === "ok") log().warn({ eventId, orderId: id }, "a refund was made at the gateway without us");
  else if (decision.said !== "again")
    log().error({ eventId, orderId: id, why: decision.said }, "a refund at the gateway does not fit our books");
}
