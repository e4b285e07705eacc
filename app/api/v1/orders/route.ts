import { ordersAnswer, ordersQuery } from "#lib/orders/reading/contract";
import { listOrdersOnWire } from "#lib/orders/reading/list-orders-on-wire";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** One's own orders, or those of an organization for its staff. */
export const GET = endpoint(
  {
    route: "/api/v1/orders",
    authority: buyer,
    limit: limitTo("buy"),
    query: ordersQuery,
    operation: {
      summary: "List orders",
      description:
        "Your own orders; with `organization_id` those that this organization took, for staff with `order.read`. Newest first. Attempts that failed are left out unless `status=failed` asks for them.",
      tag: "Orders",
      answers: { 200: { description: "One page of orders.", body: ordersAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { query: { status: "confirmed", limit: "5" } },
    },
  },
  async ({ query, who }) => {
    const result = await listOrdersOnWire(who, query);
    return result.ok ? json(result.orders) : result;
  },
);
