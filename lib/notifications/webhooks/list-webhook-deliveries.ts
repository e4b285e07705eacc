import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { DeliveryList, DeliveryState, WebhookWire } from "./webhook-contract.ts";
import { listDeliveries } from "./webhook-delivery-store.ts";
import { findEndpoint } from "./webhook-store.ts";
import { deliveryOnWire, webhookOnWire } from "./webhook-wire.ts";

/** A webhook with its delivery log, newest first, in one state or in all. Entries are kept for thirty days. */
export async function listWebhookDeliveries(
  staff: Staff,
  { organizationId, id }: { organizationId: string; id: string },
  asked: { state?: DeliveryState | undefined; page: number; limit: number },
): Promise<{ ok: true; webhook: WebhookWire; list: DeliveryList } | Refused<"not_found" | "forbidden">> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const endpoint = await findEndpoint({ organizationId, id });
  if (!endpoint) return refuse("not_found");
  const { rows, total } = await listDeliveries(id, asked);
  const list = { data: rows.map(deliveryOnWire), meta: { total, page: asked.page, limit: asked.limit } };
  return { ok: true, webhook: webhookOnWire(endpoint), list };
}
