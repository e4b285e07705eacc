import { gatewayOf } from "#lib/payments/choose-gateway";
import type { GatewayDeclined, GatewayPayment } from "#lib/payments/gateway";
import { log } from "#lib/platform/observability/log";
import { authorizeRequest } from "../placing/authorize-request.ts";
import { loadOrder, type PaymentRow } from "./payment-store.ts";

/** A request sent longer ago than this is no longer in flight. */
export const IN_FLIGHT_MS = 60_000;

/**
 * The payment of an attempt whose answer never arrived; undefined when its gateway has none. A gateway that cannot search
 * is asked again with the same key, which charges if the first request never arrived: the caller settles that money or
 * refunds it. Throws a `Failure` while the gateway cannot answer.
 */
export async function findLostPayment(payment: PaymentRow): Promise<GatewayPayment | GatewayDeclined | undefined> {
  const gateway = gatewayOf(payment);
  const createdMs = payment.createdAt.getTime();
  if (gateway.lost === "search") {
    return gateway.findByMetadata({ payment_id: payment.id, since: new Date(createdMs - IN_FLIGHT_MS) });
  }
  if (Date.now() - createdMs < gateway.keysLastSeconds * 1_000 - IN_FLIGHT_MS) {
    return gateway.authorize(authorizeRequest(await loadOrder(payment.eventId, payment.orderId), payment));
  }
  log().error(
    { eventId: payment.eventId, payment: payment.id },
    "an attempt is older than its gateway's memory of keys: look there by hand whether it took money",
  );
  return undefined;
}
