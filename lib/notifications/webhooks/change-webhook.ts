import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { checkWebhookUrl } from "./check-webhook-url.ts";
import type { WebhookChange, WebhookWire } from "./webhook-contract.ts";
import { claimEndpointChange } from "./webhook-store.ts";
import { webhookOnWire } from "./webhook-wire.ts";

/** Changes a webhook's address or message types, or switches it off and on. */
export async function changeWebhook(
  staff: Staff,
  { organizationId, id }: { organizationId: string; id: string },
  change: WebhookChange,
): Promise<{ ok: true; webhook: WebhookWire } | Refused<"not_found" | "forbidden" | "invalid_request">> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const checked = change.url === undefined ? undefined : await checkWebhookUrl(change.url);
  if (checked && !checked.ok) return checked;
  const row = await claimEndpointChange({ organizationId, id }, { ...change, url: checked?.url });
  if (!row) return refuse("not_found");
  await audit({
    actor: staff.keys[0] ?? `user:${staff.userId}`,
    action: "webhook.update",
    subject: id,
    outcome: "done",
    organizationId,
    detail: { host: new URL(row.url).host, events: row.events, enabled: row.disabledAt === null },
  });
  return { ok: true, webhook: webhookOnWire(row) };
}
