import { invariant } from "#lib/platform/invariant";
import type { CompleteGateway, GatewayPayment } from "../gateway.ts";

/**
 * Takes orders of nothing, so that they follow the same path as all others and no step of the saga depends on the price. No money
 * moves and nothing is stored: every payment counts as authorized, and every capture or cancellation succeeds. The gateway's id
 * is Fairseat's own payment id.
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
    findDispute: async () => undefined,
    listRefunds: async () => [],
    listsMovements: true,
    listMovements: async () => [],
    connects: false,
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
