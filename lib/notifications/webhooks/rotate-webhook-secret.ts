import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { WebhookWithSecret } from "./webhook-contract.ts";
import { newWebhookSecret } from "./webhook-signature.ts";
import { claimNewSecret } from "./webhook-store.ts";
import { webhookOnWire } from "./webhook-wire.ts";

/** Gives an endpoint a new secret. For a day messages are signed with both, so that no receiver misses one. */
export async function rotateWebhookSecret(
  staff: Staff,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ ok: true; webhook: WebhookWithSecret } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const { secret, sealed } = newWebhookSecret();
  const row = await claimNewSecret({ organizationId, id }, sealed);
  if (!row) return refuse("not_found");
  await audit({
    actor: staff.keys[0] ?? `user:${staff.userId}`,
    action: "webhook.rotate_secret",
    subject: id,
    outcome: "done",
    organizationId,
  });
  return { ok: true, webhook: { ...webhookOnWire(row), secret } };
}
