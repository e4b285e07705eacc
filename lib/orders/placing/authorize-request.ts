import type { AuthorizeRequest } from "#lib/payments/gateway";
import { env } from "#lib/platform/env";
import { publicId } from "#lib/platform/ids";
import type { OrderRow, PaymentRow } from "../settling/payment-store.ts";

/**
 * What a gateway is asked for an attempt. It is made of stored values only, so that a repeat is the same word for word and
 * the gateway's own idempotency holds.
 */
export function authorizeRequest(order: OrderRow, attempt: PaymentRow): AuthorizeRequest {
  return {
    idempotencyKey: attempt.idempotencyKey,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
    paymentMethodId: attempt.methodId ?? "",
    description: `Fairseat ${order.number}`,
    metadata: { event_id: String(order.eventId), order_id: order.number, payment_id: attempt.id },
    email: order.email,
    ...(attempt.applicationFeeMinor > 0 ? { applicationFeeMinor: attempt.applicationFeeMinor } : {}),
    returnUrl: `${env().APP_URL}/checkout/${publicId(order.eventId, order.reservationId)}?return=1`,
  };
}
