import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { loadProfileOnWire } from "#lib/organizations/profile/profile-wire";
import { databaseNow } from "#lib/platform/db/database-clock";
import { env } from "#lib/platform/env";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { gatewayForPayouts } from "../choose-gateway.ts";
import type { ConnectingGateway } from "../gateway.ts";
import { refuse } from "./payout-refusals.ts";
import { claimNewAccount, findPayoutAccount } from "./payout-store.ts";

/**
 * Connects an account of the organization's own, or goes on with one that is not finished: answers the gateway's page for it. Refuses
 * `payouts_not_offered` where the operator does not offer it.
 */
export async function connectPayouts(
  staff: Staff,
  organizationId: string,
): Promise<{ ok: true; url: string } | Refused<"not_found" | "forbidden" | "payouts_not_offered">> {
  const found = await findOrganization(staff, { id: organizationId }, "payout.manage");
  if (!found.ok) return found;
  const gateway = gatewayForPayouts();
  if (!gateway) return refuse("payouts_not_offered");
  const account = (await openAccount(organizationId)) ?? (await newAccount(staff, gateway, organizationId));
  const page = `${env().APP_URL}/organizer/${found.organization.slug}/settings`;
  const back = { returnUrl: `${page}?payout=return#payout`, refreshUrl: `${page}?payout=refresh#payout` };
  return { ok: true, url: await gateway.onboardingUrl(account, back) };
}

async function openAccount(organizationId: string): Promise<string | undefined> {
  const row = await findPayoutAccount(organizationId);
  return row && row.state !== "DISCONNECTED" ? row.account : undefined;
}

/** Of two requests at once one makes the account at the gateway: both ask under the key of the connection before. */
async function newAccount(staff: Staff, gateway: ConnectingGateway, organizationId: string): Promise<string> {
  const [profile, before] = await Promise.all([loadProfileOnWire(organizationId), findPayoutAccount(organizationId)]);
  const made = await gateway.createAccount({
    idempotencyKey: `payout-${organizationId}-${before?.id ?? "first"}-${databaseNow().toISOString().slice(0, 10)}`,
    name: profile.legal_name || profile.name,
    email: profile.contact_email || (staff.email ?? ""),
    ...(profile.country ? { country: profile.country } : {}),
    ...(profile.currency ? { currency: profile.currency } : {}),
    organizationId,
  });
  const line = {
    ...{ actor: staff.keys[0] ?? `user:${staff.userId}`, action: "payout.connect", outcome: "done" },
    ...{ subject: made.id, organizationId },
  };
  await claimNewAccount({ organizationId, gateway: gateway.name, account: made.id }, line);
  const account = await openAccount(organizationId);
  invariant(account, "an organization that connects an account has one");
  return account;
}
