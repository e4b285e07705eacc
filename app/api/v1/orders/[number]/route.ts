import { orderParams, orderQuery, orderWire } from "#lib/orders/reading/contract";
import { readOrder } from "#lib/orders/reading/read-order";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** An order with its tickets, its payment and its refunds. */
export const GET = endpoint(
  {
    route: "/api/v1/orders/{order_number}",
    authority: buyer,
    limit: limitTo("buy"),
    params: orderParams,
    query: orderQuery,
    operation: {
      summary: "Read an order",
      description:
        "For its buyer, for those who have the link from its mail, and for staff with `order.read` of the organization that sold it. The codes of tickets are for the buyer alone.",
      tag: "Orders",
      answers: { 200: { description: "The order.", body: orderWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, query, who }) => {
    const result = await readOrder(who, { number: params.number, linkKey: query.key });
    return result.ok ? json(result.order) : result;
  },
);
