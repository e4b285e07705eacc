import { gatewayOf } from "#lib/payments/choose-gateway";
import { GatewayBusy, type GatewayDeclined, type GatewayPayment } from "#lib/payments/gateway";
import { env } from "#lib/platform/env";
import { publicId } from "#lib/platform/ids";
import type { OrderRow, PaymentRow } from "../settling/payment-store.ts";

/**
 * Asks the gateway for an attempt's money, or, when it was asked before, how it stands. The request is made of stored
 * values only, so that a repeat is the same word for word and the gateway's own idempotency holds. `busy`: the same
 * request is under way at this moment. Throws `GatewayUnavailable` when the outcome is not known.
 */
export async function askGateway(
  order: OrderRow,
  attempt: PaymentRow,
): Promise<GatewayPayment | GatewayDeclined | "busy"> {
  const gateway = gatewayOf(attempt);
  const known = attempt.gatewayId && attempt.status !== "CREATED" ? await gateway.find(attempt.gatewayId) : undefined;
  if (known) return known;
  try {
    return await gateway.authorize({
      idempotencyKey: attempt.idempotencyKey,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      paymentMethodId: attempt.methodId ?? "",
      description: `Fairseat ${order.number}`,
      metadata: { event_id: String(order.eventId), order_id: order.number, payment_id: attempt.id },
      email: order.email,
      returnUrl: `${env().APP_URL}/checkout/${publicId(order.eventId, order.reservationId)}?return=1`,
    });
  } catch (error) {
    if (error instanceof GatewayBusy) return "busy";
    throw error;
  }
}
