import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import { Failure } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { findGateway, gatewayForPayouts } from "../choose-gateway.ts";
import type { PayoutAccountWire, PayoutStateWord } from "./payout-contract.ts";
import { findPayoutAccount, type PayoutRow } from "./payout-store.ts";
import { recordAccount } from "./record-account.ts";

/** How the organization's own account stands; one that is not active is asked about, because people read this when they come back from it. */
export async function readPayoutAccount(
  staff: Staff,
  organizationId: string,
): Promise<{ ok: true; payout: PayoutAccountWire } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(staff, { id: organizationId }, "organization.manage");
  if (!found.ok) return found;
  const row = await findPayoutAccount(organizationId);
  if (row?.state !== "ONBOARDING" && row?.state !== "RESTRICTED") return { ok: true, payout: payoutOnWire(row) };
  await refresh(row);
  return { ok: true, payout: payoutOnWire(await findPayoutAccount(organizationId)) };
}

/** While the gateway cannot answer, what it said last is good enough to read. */
async function refresh({ gateway: name, account }: PayoutRow): Promise<void> {
  const gateway = findGateway(name);
  try {
    if (gateway) await recordAccount(gateway, account);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log().warn({ err: error, account }, "a payout account is shown as it stood before");
  }
}

export function payoutOnWire(row: PayoutRow | undefined): PayoutAccountWire {
  return {
    state: row ? (row.state.toLowerCase() as PayoutStateWord) : "none",
    account: row?.account ?? null,
    is_offered: gatewayForPayouts() !== undefined,
    pays_out: row?.paysOut ?? false,
    due: row && row.state !== "DISCONNECTED" ? row.due : [],
    disabled_reason: row?.disabledReason ?? null,
    has_access: row?.hasAccess ?? true,
    connected_at: row?.createdAt.toISOString() ?? null,
    checked_at: row?.checkedAt.toISOString() ?? null,
  };
}
