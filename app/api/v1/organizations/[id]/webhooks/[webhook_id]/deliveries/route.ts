import { listWebhookDeliveries } from "#lib/notifications/webhooks/list-webhook-deliveries";
import { deliveriesQuery, deliveryList, webhookParams } from "#lib/notifications/webhooks/webhook-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The webhook's deliveries with their results. */
export const GET = endpoint(
  {
    route: "/api/v1/organizations/{id}/webhooks/{webhook_id}/deliveries",
    authority: staff("webhook.manage"),
    limit: limitTo("manage"),
    params: webhookParams,
    query: deliveriesQuery,
    operation: {
      summary: "Read a webhook's delivery log",
      tag: "Organizations",
      answers: { 200: { description: "Messages of thirty days, newest first.", body: deliveryList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { page: "1", limit: "20" } },
    },
  },
  async ({ who, params, query: { state, page = 1, limit = 20 } }) => {
    const key = { organizationId: params.id, id: params.webhook_id };
    const listed = await listWebhookDeliveries(who, key, { state, page, limit });
    return listed.ok ? json(listed.list) : listed;
  },
);
