import type { PaymentGateway } from "#lib/payments/gateway";

const OFFER_SECONDS = 15 * 60;
const SHORTEST_SECONDS = 2 * 60;
/** Time to take the money once the buyer has said yes. */
const MARGIN_SECONDS = 60;

/**
 * How long an offer of substitute seats stays open. It ends before the gateway would release the reserved money; 0 when there is
 * no time left to ask.
 */
export function offerSeconds(
  { held, createdAt, now }: { held: "AUTHORIZED" | "CAPTURED"; createdAt: Date; now: Date },
  gateway: PaymentGateway,
): number {
  if (held === "CAPTURED" || gateway.takes === "sale" || gateway.authorizationSeconds === null) return OFFER_SECONDS;
  const ageSeconds = Math.ceil((now.getTime() - createdAt.getTime()) / 1_000);
  const seconds = Math.min(OFFER_SECONDS, gateway.authorizationSeconds - ageSeconds - MARGIN_SECONDS);
  return seconds < SHORTEST_SECONDS ? 0 : seconds;
}
