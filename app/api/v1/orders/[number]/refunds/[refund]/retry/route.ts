import { orderParams } from "#lib/orders/reading/contract";
import { refundParams, refundWire } from "#lib/orders/refunding/refund-contract";
import { retryRefund } from "#lib/orders/refunding/retry-refund";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Sends a refund again that the bank refused. */
export const POST = endpoint(
  {
    route: "/api/v1/orders/{order_number}/refunds/{refund_id}/retry",
    authority: staff("order.refund"),
    limit: limitTo("manage"),
    params: orderParams.extend(refundParams.shape),
    operation: {
      summary: "Send a failed refund again",
      description: "For staff with `order.refund`, when the buyer's bank had refused the money.",
      tag: "Orders",
      answers: { 200: { description: "The refund, as the gateway answered now.", body: refundWire } },
      refuses: ["not_found", "forbidden", "two_factor_required", "not_refundable"],
    },
  },
  async ({ params, who }) => {
    const result = await retryRefund(who, { number: params.number, refundId: params.refund });
    return result.ok ? json(result.refund) : result;
  },
);
