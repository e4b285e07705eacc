import { rotateWebhookSecret } from "#lib/notifications/webhooks/rotate-webhook-secret";
import { webhookParams, webhookWithSecret } from "#lib/notifications/webhooks/webhook-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Gives the webhook a new secret; the old one signs beside it for a day. */
export const POST = endpoint(
  {
    route: "/api/v1/organizations/{id}/webhooks/{webhook_id}/rotate-secret",
    authority: staff("webhook.manage"),
    limit: limitTo("manage"),
    params: webhookParams,
    operation: {
      summary: "Replace a webhook's secret",
      tag: "Organizations",
      answers: { 200: { description: "The webhook with its new secret.", body: webhookWithSecret } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const rotated = await rotateWebhookSecret(who, { organizationId: params.id, id: params.webhook_id });
    return rotated.ok ? json(rotated.webhook) : rotated;
  },
);
