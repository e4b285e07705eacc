import { orderParams, orderQuery } from "#lib/orders/reading/contract";
import { refundBody, refundWire } from "#lib/orders/refunding/refund-contract";
import { refundOrder } from "#lib/orders/refunding/refund-order";
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
        "Whole with an empty body, by ticket, or by amount. Its buyer may give tickets back as long as the event's policy lets them, with the link of a mail (`key`) only when signed in with the order's mail address; staff with `order.refund` and a second factor may give back anything, and alone a sum without tickets. Tickets that go back are void at once and their seats free. `pending` money is on its way.",
      tag: "Orders",
      answers: { 201: { description: "The refund.", body: refundWire } },
      refuses: ["not_found", "forbidden", "proof_required", "two_factor_required", "not_refundable", "invalid_request"],
      example: { body: { tickets: ["ORD-2026-C-7K3M2Q-1"], reason: "Cannot come" } },
    },
  },
  async ({ params, query, body, who, idempotencyKey }) => {
    const { tickets, amount, reason } = body;
    const result = await refundOrder(who, {
      number: params.number,
      wanted: tickets ? { tickets } : amount === undefined ? "whole" : { amount },
      reason,
      linkKey: query.key,
      idempotencyKey,
    });
    return result.ok ? json(result.refund, { status: 201 }) : result;
  },
);
