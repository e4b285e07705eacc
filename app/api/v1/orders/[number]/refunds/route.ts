import { orderParams, orderQuery } from "#lib/orders/reading/contract";
import { previewRefund } from "#lib/orders/refunding/preview-refund";
import { refundBody, refundPreviewWire, refundWire } from "#lib/orders/refunding/refund-contract";
import { refundOrder } from "#lib/orders/refunding/refund-order";
import { wantedBy } from "#lib/orders/refunding/refund-request";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Gives money of an order back. */
export const POST = endpoint(
  {
    route: "/api/v1/orders/{order_number}/refunds",
    authority: buyer,
    limit: limitTo("buy"),
    params: orderParams,
    query: orderQuery,
    body: refundBody,
    operation: {
      summary: "Refund an order",
      description:
        "Whole with an empty body, by ticket and add-on, or by amount. Its buyer may give tickets back as long as the event's policy lets them, with the link of a mail (`key`) only when signed in with the order's mail address; staff with `order.refund` and a second factor may give back anything, and alone a sum with nothing, or single add-ons. Tickets that go back are void at once and their seats free; add-ons are in stock again. With `dry_run` nothing changes, and the answer says what would go back, with the fees and taxes in it. A refund of a few add-ons should send the preview's `seen_refunds`: of two that are asked for at once, the second is refused as `changed`. `pending` money is on its way.",
      tag: "Orders",
      answers: {
        200: { description: "With `dry_run`: what would go back.", body: refundPreviewWire },
        201: { description: "The refund.", body: refundWire },
      },
      refuses: ["not_found", "forbidden", "proof_required", "two_factor_required", "not_refundable", "invalid_request"],
      example: { body: { tickets: ["ORD-2026-C-7K3M2Q-1"], reason: "Cannot come" } },
    },
  },
  async ({ params, query, body, who, idempotencyKey }) => {
    const { reason, seen_refunds: seenRefunds } = body;
    const request = { number: params.number, wanted: wantedBy(body), reason, linkKey: query.key, seenRefunds };
    if (body.dry_run) {
      const tried = await previewRefund(who, request);
      return tried.ok ? json(tried.preview) : tried;
    }
    const result = await refundOrder(who, { ...request, idempotencyKey });
    return result.ok ? json(result.refund, { status: 201 }) : result;
  },
);
