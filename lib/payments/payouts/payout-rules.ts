import type { GatewayAccount } from "../gateway.ts";

/** The states of an organization's own account at a gateway. Browser-safe. */
export const PAYOUT_STATES = ["ONBOARDING", "ACTIVE", "RESTRICTED", "DISCONNECTED"] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/**
 * The state of an account by what its gateway says of it; undefined says that it took our access away. One that has never taken payments
 * is being set up, so that its organization goes on selling as before; one that did and may not now is restricted, and its buyers are
 * asked to wait, because their money would otherwise go where the seller did not choose.
 */
export function payoutStateOf(
  account: Pick<GatewayAccount, "takesPayments"> | undefined,
  before: { state: PayoutState; activatedAt: Date | null },
): PayoutState {
  if (!account || before.state === "DISCONNECTED") return "DISCONNECTED";
  if (account.takesPayments) return "ACTIVE";
  return before.activatedAt === null ? "ONBOARDING" : "RESTRICTED";
}
