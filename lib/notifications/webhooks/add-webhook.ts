import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { checkWebhookUrl } from "./check-webhook-url.ts";
import type { WebhookInput, WebhookWithSecret } from "./webhook-contract.ts";
import { newWebhookSecret } from "./webhook-signature.ts";
import { claimEndpoint } from "./webhook-store.ts";
import { webhookOnWire } from "./webhook-wire.ts";

export const WEBHOOKS_MAX = 20;

/** Adds an endpoint to an organization. The answer alone shows its secret. */
export async function addWebhook(
  staff: Staff,
  organizationId: string,
  input: WebhookInput,
): Promise<
  | { ok: true; webhook: WebhookWithSecret }
  | Refused<"not_found" | "forbidden" | "invalid_request" | "webhook_limit_reached">
> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const checked = await checkWebhookUrl(input.url);
  if (!checked.ok) return checked;
  const { secret, sealed } = newWebhookSecret();
  const endpoint = { organizationId, url: checked.url, events: input.events, sealedSecret: sealed };
  const row = await claimEndpoint(endpoint, WEBHOOKS_MAX);
  if (!row) return refuse("webhook_limit_reached", { limit: WEBHOOKS_MAX });
  await audit({
    actor: staff.keys[0] ?? `user:${staff.userId}`,
    action: "webhook.create",
    subject: row.id,
    outcome: "done",
    organizationId,
    detail: { host: new URL(row.url).host, events: row.events },
  });
  return { ok: true, webhook: { ...webhookOnWire(row), secret } };
}
