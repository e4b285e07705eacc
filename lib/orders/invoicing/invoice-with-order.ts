import { loadSeller } from "#lib/catalog/queries";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { Billing } from "./billing-contract.ts";
import { billingProblem } from "./billing-rules.ts";
import { claimBilling, findBilling } from "./billing-store.ts";
import { isSellerComplete } from "./obstacle.ts";
import { askVies } from "./vies.ts";

export type UnfitBilling = Refused<"invalid_request" | "not_invoiceable">;

/** Why an order of this event cannot be invoiced to these details, which its buyer sends with the order; undefined where it can. */
export async function unfitBilling(eventId: number, details: Billing): Promise<UnfitBilling | undefined> {
  const problem = billingProblem(details);
  if (problem) return refuse("invalid_request", { fields: [{ ...problem, path: `invoice.${problem.path}` }] });
  const seller = await loadSeller(eventId);
  return isSellerComplete(seller) ? undefined : refuse("not_invoiceable", { reason: "seller_incomplete" });
}

/**
 * Keeps to whom an open order is to be invoiced, before it is paid: the invoice that follows the payment is addressed at once. The last details
 * that came with a try to pay count.
 */
export async function keepBillingOfOrder(
  order: { eventId: number; id: string; number: string },
  { vat_id: vatId, ...rest }: Billing,
  by: { actor: string; organizationId: string },
): Promise<UnfitBilling | undefined> {
  const { eventId, id } = order;
  const details = { ...rest, vatId };
  const known = await findBilling(eventId, id);
  const names = Object.keys(details) as (keyof typeof details)[];
  // A repeated try to pay asks VIES no second time.
  if (known && names.every((name) => known[name] === details[name])) return undefined;
  const unfit = await unfitBilling(eventId, { ...rest, vat_id: vatId });
  if (unfit) return unfit;
  const vatCheck = await askVies(vatId, rest.country);
  const kept = await claimBilling(order, details, { ...by, vatCheck });
  return kept === "too_often" ? refuse("not_invoiceable", { reason: "too_often" }) : undefined;
}
