import { orderParams } from "#lib/orders/reading/contract";
import { voidBody, voidWire } from "#lib/orders/voiding/void-contract";
import { voidFreeTickets } from "#lib/orders/voiding/void-free-tickets";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Voids free tickets of an order. */
export const POST = endpoint(
  {
    route: "/api/v1/orders/{order_number}/void",
    authority: staff("order.refund"),
    limit: limitTo("manage"),
    params: orderParams,
    body: voidBody,
    operation: {
      summary: "Void free tickets",
      description:
        "For staff with `order.refund` and a second factor: all tickets of an order that cost nothing with an empty body, or some by their numbers; of an order that was paid, tickets that cost nothing themselves, but not the last one. The gate refuses them, their seats are free at once, and the holder gets a mail. Paid tickets go back with a refund.",
      tag: "Orders",
      answers: { 200: { description: "The tickets that are void now.", body: voidWire } },
      refuses: ["not_found", "forbidden", "two_factor_required", "not_voidable", "invalid_request"],
      example: { body: { tickets: ["ORD-2026-C-7K3M2Q-1"], reason: "Taken by a script" } },
    },
  },
  async ({ params, body, who }) => {
    const result = await voidFreeTickets(who, { number: params.number, ...body });
    return result.ok ? json(result.voided) : result;
  },
);
