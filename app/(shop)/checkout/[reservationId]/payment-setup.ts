import { env, SANDBOX_SECRET_KEY } from "#lib/platform/env";
import type { PaymentSetup } from "../../../../components/checkout/card-source.ts";

/** Which card form this server's configuration asks for: a real account's, the simulator's, or none; and for which account. */
export function paymentSetup(account: string | null | "unable"): PaymentSetup {
  if (account === "unable") return { kind: "unable" };
  const { SANDBOX_URL, STRIPE_PUBLISHABLE_KEY, STRIPE_SECRET_KEY } = env();
  if (SANDBOX_URL) return { kind: "sandbox", url: SANDBOX_URL.replace(/\/$/, ""), account };
  if (STRIPE_PUBLISHABLE_KEY && STRIPE_SECRET_KEY && STRIPE_SECRET_KEY !== SANDBOX_SECRET_KEY) {
    return { kind: "stripe", publishableKey: STRIPE_PUBLISHABLE_KEY, account };
  }
  return { kind: "none" };
}
