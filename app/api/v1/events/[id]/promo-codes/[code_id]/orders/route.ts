import { listPromoOrders } from "#lib/orders/reading/list-promo-orders";
import { promoOrderList } from "#lib/orders/reading/promo-orders-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { batchListQuery, promoParams } from "#lib/pricing/promo/managing/promo-contract";
import { limitTo } from "#lib/protection/limits";

/** The orders that used a promo code. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/promo-codes/{code_id}/orders",
    authority: staff("order.read"),
    limit: limitTo("manage"),
    params: promoParams,
    query: batchListQuery,
    operation: {
      summary: "List the orders that used a promo code",
      description: "The newest first; failed and refunded ones too, which have given their use back.",
      tag: "Promo codes",
      answers: { 200: { description: "One page of orders.", body: promoOrderList } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params, query, who }) => {
    const listed = await listPromoOrders(who, { eventId: params.id, promoId: params.code_id }, query);
    return listed.ok ? json(listed.list) : listed;
  },
);
