import { env, SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { Failure } from "#lib/platform/invariant";
import { singleton } from "#lib/platform/singleton";
import type { PaymentGateway } from "./gateway.ts";
import { createStripeGateway } from "./stripe/stripe-gateway.ts";

/** The gateway of this installation: Stripe, or the same adapter pointed at the simulator. Throws when none is set up. */
export function gateway(): PaymentGateway {
  return singleton("gateway", () => {
    const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, SANDBOX_URL: sandbox } = env();
    if (!secretKey || !webhookSecret) throw new Failure("payments", "no payment gateway is configured");
    if (secretKey !== SANDBOX_SECRET_KEY) return createStripeGateway({ secretKey, webhookSecret });
    if (!sandbox) throw new Failure("payments", "the payment simulator is not running");
    const { hostname, port } = new URL(sandbox);
    return createStripeGateway({ secretKey, webhookSecret, host: hostname, port: Number(port), protocol: "http" });
  });
}
