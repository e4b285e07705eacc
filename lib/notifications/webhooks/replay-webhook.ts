import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { DeliveryWire } from "./webhook-contract.ts";
import { claimReplay } from "./webhook-delivery-store.ts";
import { findEndpoint } from "./webhook-store.ts";
import { deliveryOnWire } from "./webhook-wire.ts";

/** Sends a message again, whatever became of it: the same id and body under a new signature, with three days of tries. */
export async function replayWebhook(
  staff: Staff,
  key: { organizationId: string; endpointId: string; id: string },
): Promise<{ ok: true; delivery: DeliveryWire } | Refused<"not_found" | "forbidden" | "webhook_disabled">> {
  const { organizationId } = key;
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const endpoint = await findEndpoint({ organizationId, id: key.endpointId });
  if (!endpoint) return refuse("not_found");
  if (endpoint.disabledAt) return refuse("webhook_disabled");
  const row = await claimReplay(key);
  if (!row) return refuse("not_found");
  await audit({
    actor: staff.keys[0] ?? `user:${staff.userId}`,
    action: "webhook.replay",
    subject: key.endpointId,
    outcome: "queued",
    organizationId,
    detail: { message: row.messageId, type: row.type },
  });
  return { ok: true, delivery: deliveryOnWire(row) };
}
