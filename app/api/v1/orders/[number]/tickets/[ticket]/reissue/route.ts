import { orderParams } from "#lib/orders/reading/contract";
import { reissueParams, reissueWire } from "#lib/orders/reissuing/reissue-contract";
import { reissueTicket } from "#lib/orders/reissuing/reissue-ticket";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Gives a ticket a new code. */
export const POST = endpoint(
  {
    route: "/api/v1/orders/{order_number}/tickets/{ticket_number}/reissue",
    authority: staff("ticket.reissue"),
    limit: limitTo("manage"),
    params: orderParams.extend(reissueParams.shape),
    operation: {
      summary: "Replace a ticket's code",
      description:
        "For staff with `ticket.reissue`, when a phone was lost or a code was published. The gate refuses the old code as `replaced`; the buyer gets the new one by mail and finds it in the order.",
      tag: "Orders",
      answers: { 200: { description: "The ticket with its new issue.", body: reissueWire } },
      refuses: ["not_found", "forbidden", "not_reissuable"],
    },
  },
  async ({ params, who }) => {
    const result = await reissueTicket(who, params);
    return result.ok ? json(result.reissue) : result;
  },
);
