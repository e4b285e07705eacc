import { env } from "#lib/platform/env";
import type { Dependency } from "#lib/platform/observability/health";

/** Any answer shows that the gateway can be reached; whether it accepts our key is for a payment to find out. */
export const paymentGateway: Dependency = {
  name: "payments",
  isNeeded: false,
  ask: (patienceMs) =>
    fetch(env().SANDBOX_URL ?? "https://api.stripe.com/healthcheck", { signal: AbortSignal.timeout(patienceMs) }),
};
