import { addWebhook } from "#lib/notifications/webhooks/add-webhook";
import { listWebhooks } from "#lib/notifications/webhooks/list-webhooks";
import {
  webhookInput,
  webhookList,
  webhooksParams,
  webhookWithSecret,
} from "#lib/notifications/webhooks/webhook-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const here = {
  route: "/api/v1/organizations/{id}/webhooks",
  authority: staff("webhook.manage"),
  limit: limitTo("manage"),
  params: webhooksParams,
};

/** The organization's webhooks. */
export const GET = endpoint(
  {
    ...here,
    operation: {
      summary: "List webhooks",
      tag: "Organizations",
      answers: { 200: { description: "The webhooks, oldest first; never their secrets.", body: webhookList } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const listed = await listWebhooks(who, params.id);
    if (!listed.ok) return listed;
    const { webhooks: data } = listed;
    return json({ data, meta: { total: data.length, page: 1, limit: Math.max(data.length, 1) } });
  },
);

/** Adds a webhook. Only this answer contains its secret. */
export const POST = endpoint(
  {
    ...here,
    body: webhookInput,
    operation: {
      summary: "Add a webhook",
      description: "Messages are signed with the secret that this answer shows once: see docs/webhooks.md.",
      tag: "Organizations",
      answers: { 201: { description: "The webhook with its secret.", body: webhookWithSecret } },
      refuses: ["not_found", "forbidden", "webhook_limit_reached"],
      example: { body: { url: "https://example.com/fairseat", events: ["order.paid", "order.refunded"] } },
    },
  },
  async ({ who, params, body }) => {
    const added = await addWebhook(who, params.id, body);
    if (!added.ok) return added;
    const location = `/api/v1/organizations/${params.id}/webhooks/${added.webhook.id}`;
    return json(added.webhook, { status: 201, headers: { location } });
  },
);
