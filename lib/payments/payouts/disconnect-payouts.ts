import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import type { PayoutAccountWire } from "./payout-contract.ts";
import { claimDisconnect, findPayoutAccount } from "./payout-store.ts";
import { payoutOnWire } from "./read-payout-account.ts";

/**
 * Ends the connection: from here on buyers pay to the platform. What was paid to the account stays there, and its refunds and disputes go
 * on there, because the platform keeps its access for them. Where no account is connected there is nothing to do.
 */
export async function disconnectPayouts(
  staff: Staff,
  organizationId: string,
): Promise<{ ok: true; payout: PayoutAccountWire } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(staff, { id: organizationId }, "payout.manage");
  if (!found.ok) return found;
  const row = await claimDisconnect(organizationId, ({ account, state }) => ({
    ...{ actor: staff.keys[0] ?? `user:${staff.userId}`, action: "payout.disconnect", outcome: "done" },
    ...{ subject: account, organizationId, detail: { before: state.toLowerCase() } },
  }));
  return { ok: true, payout: payoutOnWire(row ?? (await findPayoutAccount(organizationId))) };
}
