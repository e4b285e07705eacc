import { invariant } from "#lib/platform/invariant";
import type { CompleteGateway, GatewayPayment } from "../gateway.ts";

/**
 * Takes orders of nothing, so that they go the way of all others and no step of the saga asks about the price. No money
 * moves and nothing is remembered: every payment is as good as authorized, and whoever captures or cancels one is right.
 * Its id here is our own payment id.
 */
export function createFreeGateway(): CompleteGateway {
  return {
    name: "free",
    takes: "authorize",
    authorizationSeconds: null,
    voids: true,
    lost: "search",
    authorize: async ({ amountMinor, metadata }) => {
      invariant(amountMinor === 0, "only an order of nothing is free");
      return payment(metadata.payment_id, "authorized");
    },
    find: async (gatewayId) => payment(gatewayId, "authorized"),
    findByMetadata: async ({ payment_id }) => payment(payment_id, "authorized"),
    capture: async (gatewayId) => payment(gatewayId, "captured"),
    cancel: async (gatewayId) => payment(gatewayId, "canceled"),
    refund: async ({ idempotencyKey, amountMinor }) => {
      invariant(amountMinor === 0, "nothing was paid, so nothing goes back");
      return { gatewayId: idempotencyKey, status: "succeeded", amountMinor: 0, key: idempotencyKey };
    },
    listRefunds: async () => [],
    // It sends nothing, so everything that comes in its name is forged.
    readWebhook: async () => ({ ok: false }),
    amountStepMinor: () => 1,
  };
}

function payment(gatewayId: string, status: GatewayPayment["status"]): GatewayPayment {
  return { kind: "payment", gatewayId, status, amountMinor: 0, currency: NO_CURRENCY, metadata: {} };
}

/** ISO 4217's code for "no currency involved". */
const NO_CURRENCY = "XXX";
