import { findOrganizationOf } from "#lib/catalog/queries";
import { gatewayForNewPayment } from "#lib/payments/choose-gateway";
import { findPaymentRoute } from "#lib/payments/payouts/payout-store";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { applicationFeeMinor } from "#lib/pricing/platform-fees/application-fee";
import { feeTermsOf } from "#lib/pricing/platform-fees/fee-terms";
import { refuse } from "../refusals.ts";

/** Where a new payment goes and what the platform takes of it. A null account is the platform's own, of which it takes no fee. */
export type PaymentRoute = { readonly account: string | null; readonly applicationFeeMinor: number };
export type RouteRefusal = Refused<"seller_cannot_be_paid" | "payment_account_changed">;
/** No route where there is nothing to pay. */
export type Routed = { ok: true; organizationId: string; route: PaymentRoute | undefined };

/**
 * Decides where the payment of an order goes: to the connected account of its organization, with the fee by the terms of the time at
 * which the order was opened, else to the platform. Refuses `seller_cannot_be_paid` while that account may take no payments, and
 * `payment_account_changed` where the card was given to another account, which could not be charged.
 */
export async function routePayment(
  order: { eventId: number; totalMinor: number; currency: string; createdAt?: Date },
  { paymentAccount }: { paymentAccount?: string | null | undefined },
): Promise<Routed | RouteRefusal> {
  const { eventId, totalMinor, currency, createdAt = databaseNow() } = order;
  const organizationId = await findOrganizationOf(eventId);
  invariant(organizationId, "an event that is sold has an organization");
  if (totalMinor === 0) return { ok: true, organizationId, route: undefined };
  const gateway = gatewayForNewPayment(order);
  const found = gateway.connects ? await findPaymentRoute(gateway.name, organizationId) : ({ account: null } as const);
  if (found === "restricted") return refuse("seller_cannot_be_paid");
  const { account } = found;
  if (paymentAccount !== undefined && paymentAccount !== account) return refuse("payment_account_changed", { account });
  if (account === null) return { ok: true, organizationId, route: { account, applicationFeeMinor: 0 } };
  const terms = await feeTermsOf(organizationId, currency, createdAt);
  const fee = applicationFeeMinor(terms, { totalMinor, stepMinor: gateway.amountStepMinor(currency) });
  return { ok: true, organizationId, route: { account, applicationFeeMinor: fee } };
}
