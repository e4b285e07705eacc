import { readPreparation } from "#lib/catalog/queries";
import { listPeople } from "#lib/identity/queries";
import { hasOrders } from "#lib/orders/reading/queries";
import type { Staff } from "#lib/organizations/authority";
import { readProfile } from "#lib/organizations/profile/change-profile";
import type { ProfileWire } from "#lib/organizations/profile/profile-contract";
import { isChecklistHidden, keepChecklistHidden } from "#lib/organizations/queries";
import { refuse } from "#lib/organizations/refusals";
import { gatewayForPayouts } from "#lib/payments/choose-gateway";
import { findPayoutAccount } from "#lib/payments/payouts/payout-store";
import type { Refused } from "#lib/platform/http/refusals";
import { CHECKLIST_STEPS, type Checklist, type ChecklistStep, type PayoutRoute } from "./checklist-contract.ts";

type ReadChecklist = { ok: true; checklist: Checklist } | Refused<"not_found" | "forbidden">;

/** What is missing until an organization's first sale, computed from what there is. For its owners. */
export async function readChecklist(person: Staff, organizationId: string): Promise<ReadChecklist> {
  const read = await readProfile(person, organizationId);
  if (!read.ok) return read;
  const { profile } = read;
  const [prepared, isSold, isHidden, people, route] = await Promise.all([
    readPreparation(organizationId),
    hasOrders(organizationId),
    isChecklistHidden(organizationId),
    listPeople([person.userId]),
    payoutRouteOf(organizationId),
  ]);
  const done: Record<ChecklistStep, boolean> = {
    profile: hasImprint(profile),
    second_factor: people.get(person.userId)?.isTwoFactor ?? false,
    payout: route === "platform" || route === "own",
    approval: profile.status === "active" || profile.status === "suspended",
    venue: prepared.venue,
    hall: prepared.hall,
    event: prepared.event,
    prices: prepared.prices,
    publish: prepared.published,
    sale: isSold,
  };
  const complete = CHECKLIST_STEPS.every((step) => step === "sale" || done[step]);
  const steps = CHECKLIST_STEPS.map((step) => ({ step, done: done[step] }));
  return { ok: true, checklist: { steps, payout_route: route, complete, hidden: isSold || isHidden } };
}

/** Where the platform keeps all money there is nothing to do, though an account that was connected before may still be in use. */
async function payoutRouteOf(organizationId: string): Promise<PayoutRoute> {
  const account = await findPayoutAccount(organizationId);
  if (account?.state === "ACTIVE") return "own";
  if (account?.state === "RESTRICTED") return "stopped";
  return gatewayForPayouts() ? "wanted" : "platform";
}

/** Hides the checklist from the dashboard. Refuses `checklist_incomplete` while more than the first sale is missing. */
export async function hideChecklist(
  person: Staff,
  organizationId: string,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "checklist_incomplete">> {
  const read = await readChecklist(person, organizationId);
  if (!read.ok) return read;
  if (!read.checklist.complete) return refuse("checklist_incomplete");
  await keepChecklistHidden(organizationId);
  return { ok: true };
}

/** What the law wants buyers to read of a seller. Tax numbers are not in every country. */
function hasImprint({ legal_name, address, city, country, currency, contact_email }: ProfileWire): boolean {
  return [legal_name, address, city, country, currency, contact_email].every((text) => text !== "");
}
