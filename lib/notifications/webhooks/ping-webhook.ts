import { audit } from "#lib/audit/audit";
import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { refuse } from "../refusals.ts";
import type { DeliveryWire } from "./webhook-contract.ts";
import { appendDeliveries, findDeliveryToSend } from "./webhook-delivery-store.ts";
import { webhookMessage } from "./webhook-message.ts";
import { findEndpoint } from "./webhook-store.ts";
import { deliveryOnWire } from "./webhook-wire.ts";

/** Sends an endpoint a message of the type `ping`, on the same way as all others. One that is off is refused. */
export async function pingWebhook(
  staff: Staff,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ ok: true; delivery: DeliveryWire } | Refused<"not_found" | "forbidden" | "webhook_disabled">> {
  const found = await findOrganization(staff, { id: organizationId }, "webhook.manage");
  if (!found.ok) return found;
  const endpoint = await findEndpoint({ organizationId, id });
  if (!endpoint) return refuse("not_found");
  const { messageId, body } = webhookMessage("ping", `ping ${uuidv7()}`, { webhook_id: id });
  const [sent] = await appendDeliveries({ organizationId, type: "ping", messageId, body, onlyEndpoint: id });
  const delivery = sent && (await findDeliveryToSend(sent));
  if (!delivery) return refuse("webhook_disabled");
  await audit({
    actor: staff.keys[0] ?? `user:${staff.userId}`,
    action: "webhook.ping",
    subject: id,
    outcome: "queued",
    organizationId,
  });
  return { ok: true, delivery: deliveryOnWire(delivery) };
}
