import type { AuditEntry } from "#lib/audit/audit";
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
import { claimConnectAgain, claimNewAccount, findPayoutAccount } from "./payout-store.ts";

/**
 * Connects an account of the organization's own, or goes on with the one that it has at the gateway, finished or not, disconnected or not:
 * answers the gateway's page for it. Refuses `payouts_not_offered` where the operator does not offer it.
 */
export async function connectPayouts(
  staff: Staff,
  organizationId: string,
): Promise<{ ok: true; url: string } | Refused<"not_found" | "forbidden" | "payouts_not_offered">> {
  const found = await findOrganization(staff, { id: organizationId }, "payout.manage");
  if (!found.ok) return found;
  const gateway = gatewayForPayouts();
  if (!gateway) return refuse("payouts_not_offered");
  const account =
    (await openAccount(organizationId)) ??
    (await connectAgain(staff, gateway, organizationId)) ??
    (await newAccount(staff, gateway, organizationId));
  const page = `${env().APP_URL}/organizer/${found.organization.slug}/settings`;
  const back = { returnUrl: `${page}?payout=return#payout`, refreshUrl: `${page}?payout=refresh#payout` };
  return { ok: true, url: await gateway.onboardingUrl(account, back) };
}

async function openAccount(organizationId: string): Promise<string | undefined> {
  const row = await findPayoutAccount(organizationId);
  return row && row.state !== "DISCONNECTED" ? row.account : undefined;
}

/**
 * The account that the organization disconnected. A seller with a new account each time would have balances, disputes and payouts in as many
 * places. Undefined where there was none, or where the gateway has it no more or took our access away.
 */
async function connectAgain(
  staff: Staff,
  gateway: ConnectingGateway,
  organizationId: string,
): Promise<string | undefined> {
  const former = await findPayoutAccount(organizationId);
  if (former?.gateway !== gateway.name) return undefined;
  const askedAt = databaseNow();
  const said = await gateway.findAccount(former.account);
  if (!said) return undefined;
  await claimConnectAgain(former, { said, askedAt }, lineOf(staff, organizationId, former.account));
  return openAccount(organizationId);
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
  const row = { organizationId, gateway: gateway.name, account: made.id };
  await claimNewAccount(row, lineOf(staff, organizationId, made.id));
  const account = await openAccount(organizationId);
  invariant(account, "an organization that connects an account has one");
  return account;
}

function lineOf(staff: Staff, organizationId: string, account: string): AuditEntry {
  return {
    ...{ actor: staff.keys[0] ?? `user:${staff.userId}`, action: "payout.connect", outcome: "done" },
    ...{ subject: account, organizationId },
  };
}
