import { gatewayOf } from "#lib/payments/choose-gateway";
import { GatewayBusy, type GatewayDeclined, type GatewayPayment } from "#lib/payments/gateway";
import type { OrderRow, PaymentRow } from "../settling/payment-store.ts";
import { authorizeRequest } from "./authorize-request.ts";

/**
 * Asks the gateway for an attempt's money, or, when it was asked before, how it stands. `busy`: the same request is under
 * way at this moment. Throws `GatewayUnavailable` when the outcome is not known.
 */
export async function askGateway(
  order: OrderRow,
  attempt: PaymentRow,
): Promise<GatewayPayment | GatewayDeclined | "busy"> {
  const gateway = gatewayOf(attempt);
  const known = attempt.gatewayId && attempt.status !== "CREATED" ? await gateway.find(attempt.gatewayId) : undefined;
  if (known) return known;
  try {
    return await gateway.authorize(authorizeRequest(order, attempt));
  } catch (error) {
    if (error instanceof GatewayBusy) return "busy";
    throw error;
  }
}
