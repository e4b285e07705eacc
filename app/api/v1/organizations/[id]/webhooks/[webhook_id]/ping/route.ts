import { pingWebhook } from "#lib/notifications/webhooks/ping-webhook";
import { deliveryWire, webhookParams } from "#lib/notifications/webhooks/webhook-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Sends the webhook a message to try it out. */
export const POST = endpoint(
  {
    route: "/api/v1/organizations/{id}/webhooks/{webhook_id}/ping",
    authority: staff("webhook.manage"),
    limit: limitTo("manage"),
    params: webhookParams,
    operation: {
      summary: "Send a test message",
      tag: "Organizations",
      answers: { 202: { description: "On its way: the log tells what became of it.", body: deliveryWire } },
      refuses: ["not_found", "forbidden", "webhook_disabled"],
    },
  },
  async ({ who, params }) => {
    const sent = await pingWebhook(who, { organizationId: params.id, id: params.webhook_id });
    return sent.ok ? json(sent.delivery, { status: 202 }) : sent;
  },
);
