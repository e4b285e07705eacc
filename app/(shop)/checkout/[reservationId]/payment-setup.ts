import { env, SANDBOX_SECRET_KEY } from "#lib/platform/env";
import type { PaymentSetup } from "../../../../components/checkout/card-source.ts";

/** Which card form this server's configuration asks for: a real account's, the simulator's, or none. */
export function paymentSetup(): PaymentSetup {
  const { SANDBOX_URL, STRIPE_PUBLISHABLE_KEY, STRIPE_SECRET_KEY } = env();
  if (SANDBOX_URL) return { kind: "sandbox", url: SANDBOX_URL.replace(/\/$/, "") };
  if (STRIPE_PUBLISHABLE_KEY && STRIPE_SECRET_KEY && STRIPE_SECRET_KEY !== SANDBOX_SECRET_KEY) {
    return { kind: "stripe", publishableKey: STRIPE_PUBLISHABLE_KEY };
  }
  return { kind: "none" };
}
