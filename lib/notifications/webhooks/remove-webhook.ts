import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { deleteEndpoint } from "./webhook-store.ts";

/** Removes a webhook with its log and its pending messages. */
export async function removeWebhook(
  staff: Staff,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const removed = await deleteEndpoint({ organizationId, id });
  if (!removed) return refuse("not_found");
  await audit({
    actor: staff.keys[0] ?? `user:${staff.userId}`,
    action: "webhook.delete",
    subject: id,
    outcome: "done",
    organizationId,
    detail: { host: new URL(removed.url).host },
  });
  return { ok: true };
}
