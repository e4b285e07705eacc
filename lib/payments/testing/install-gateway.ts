import { forgetSingleton, singleton } from "#lib/platform/singleton";
import type { GatewayRegistry } from "../choose-gateway.ts";
import { createFreeGateway } from "../free/free-gateway.ts";
import type { PaymentGateway } from "../gateway.ts";

/** Makes this the gateway that takes new payments, under its own name, in place of all others but the free one. */
export function installGateway(gateway: PaymentGateway): void {
  forgetSingleton("gateways");
  forgetSingleton(`gateway ${gateway.name}`);
  singleton<GatewayRegistry>("gateways", () => ({
    open: { free: createFreeGateway, [gateway.name]: () => gateway },
    forNewPayments: gateway.name,
  }));
}
