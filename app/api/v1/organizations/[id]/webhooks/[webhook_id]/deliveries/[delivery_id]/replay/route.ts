import { replayWebhook } from "#lib/notifications/webhooks/replay-webhook";
import { deliveryParams, deliveryWire } from "#lib/notifications/webhooks/webhook-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Sends a message again: the same id and body under a new signature. */
export const POST = endpoint(
  {
    route: "/api/v1/organizations/{id}/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    authority: staff("webhook.manage"),
    limit: limitTo("manage"),
    params: deliveryParams,
    operation: {
      summary: "Send a message again",
      tag: "Organizations",
      answers: { 202: { description: "On its way once more.", body: deliveryWire } },
      refuses: ["not_found", "forbidden", "webhook_disabled"],
    },
  },
  async ({ who, params }) => {
    const key = { organizationId: params.id, endpointId: params.webhook_id, id: params.delivery_id };
    const replayed = await replayWebhook(who, key);
    return replayed.ok ? json(replayed.delivery, { status: 202 }) : replayed;
  },
);
