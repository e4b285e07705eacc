import { endOrderLinks } from "#lib/orders/linking/end-order-links";
import { orderParams, orderQuery } from "#lib/orders/reading/contract";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Ends the links to an order in earlier mails. */
export const DELETE = endpoint(
  {
    route: "/api/v1/orders/{order_number}/links",
    authority: buyer,
    limit: limitTo("buy"),
    params: orderParams,
    query: orderQuery,
    operation: {
      summary: "End the links to an order",
      description:
        "When a mail was forwarded or published: no link of an earlier mail opens the order any more, and its mail address gets a new one. For staff with `ticket.reissue`, and for its buyer, signed in; with the link of a mail (`key`) only when signed in with the order's mail address.",
      tag: "Orders",
      answers: { 204: { description: "The links are ended." } },
      refuses: ["not_found", "forbidden", "proof_required"],
    },
  },
  async ({ params, query, who }) => {
    const result = await endOrderLinks(who, { number: params.number, linkKey: query.key });
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
