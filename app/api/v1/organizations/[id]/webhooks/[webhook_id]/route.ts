import { changeWebhook } from "#lib/notifications/webhooks/change-webhook";
import { removeWebhook } from "#lib/notifications/webhooks/remove-webhook";
import { webhookChange, webhookParams, webhookWire } from "#lib/notifications/webhooks/webhook-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const here = {
  route: "/api/v1/organizations/{id}/webhooks/{webhook_id}",
  authority: staff("webhook.manage"),
  limit: limitTo("manage"),
  params: webhookParams,
};

/** Changes its address, its message types, or whether it is on. */
export const PATCH = endpoint(
  {
    ...here,
    body: webhookChange,
    operation: {
      summary: "Change a webhook",
      tag: "Organizations",
      answers: { 200: { description: "The webhook as it is now.", body: webhookWire } },
      refuses: ["not_found", "forbidden"],
      example: { body: { events: ["order.paid"], enabled: true } },
    },
  },
  async ({ who, params, body }) => {
    const changed = await changeWebhook(who, { organizationId: params.id, id: params.webhook_id }, body);
    return changed.ok ? json(changed.webhook) : changed;
  },
);

/** Removes it with its log. */
export const DELETE = endpoint(
  {
    ...here,
    operation: {
      summary: "Remove a webhook",
      tag: "Organizations",
      answers: { 204: { description: "It is gone, and so is its log." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const removed = await removeWebhook(who, { organizationId: params.id, id: params.webhook_id });
    return removed.ok ? new Response(null, { status: 204 }) : removed;
  },
);
