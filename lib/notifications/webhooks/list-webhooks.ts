import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import type { WebhookWire } from "./webhook-contract.ts";
import { listEndpoints } from "./webhook-store.ts";
import { webhookOnWire } from "./webhook-wire.ts";

/** The endpoints of an organization, oldest first. */
export async function listWebhooks(
  staff: Staff,
  organizationId: string,
): Promise<{ ok: true; webhooks: WebhookWire[] } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  return { ok: true, webhooks: (await listEndpoints(organizationId)).map(webhookOnWire) };
}
