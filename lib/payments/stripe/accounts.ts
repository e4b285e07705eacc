import type Stripe from "stripe";
import type { GatewayAccount, NewSeller } from "../gateway.ts";
import { askStripe, isMissing, isWithoutAccess } from "./failures.ts";

/**
 * A seller's own Stripe account, with Stripe's whole dashboard. The seller pays Stripe's fees and is the merchant of record; losses are
 * Stripe's to collect, never the platform's (docs.stripe.com/connect/direct-charges).
 */
export async function createAccount(stripe: Stripe, seller: NewSeller): Promise<GatewayAccount> {
  const { country, currency, email, idempotencyKey, name, organizationId } = seller;
  const params: Stripe.AccountCreateParams = {
    controller: {
      fees: { payer: "account" },
      losses: { payments: "stripe" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "full" },
    },
    business_profile: { name },
    email,
    ...(country ? { country } : {}),
    ...(currency ? { default_currency: currency.toLowerCase() } : {}),
    metadata: { organization_id: organizationId },
  };
  return readAccount(await askStripe(() => stripe.accounts.create(params, { idempotencyKey })));
}

/** The address of Stripe's pages on which the seller gives what is missing. */
export async function onboardingUrl(
  stripe: Stripe,
  account: string,
  { returnUrl, refreshUrl }: { returnUrl: string; refreshUrl: string },
): Promise<string> {
  const params = { account, type: "account_onboarding", return_url: returnUrl, refresh_url: refreshUrl } as const;
  return (await askStripe(() => stripe.accountLinks.create(params))).url;
}

export async function findAccount(stripe: Stripe, account: string): Promise<GatewayAccount | undefined> {
  try {
    return readAccount(await stripe.accounts.retrieve(account));
  } catch (error) {
    return isWithoutAccess(error) || isMissing(error) ? undefined : askStripe(() => Promise.reject(error));
  }
}

function readAccount(account: Stripe.Account): GatewayAccount {
  const { requirements } = account;
  const reason = requirements?.disabled_reason;
  return {
    id: account.id,
    isSubmitted: account.details_submitted === true,
    takesPayments: account.charges_enabled === true,
    paysOut: account.payouts_enabled === true,
    due: [...new Set([...(requirements?.past_due ?? []), ...(requirements?.currently_due ?? [])])],
    ...(reason ? { disabledReason: reason } : {}),
  };
}
