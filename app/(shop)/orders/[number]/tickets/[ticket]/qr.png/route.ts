import { z } from "zod";
import { findOrder } from "#lib/orders/reading/find-order";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { qrPng } from "#lib/tickets/qr-matrix";

/** A live ticket's code as a picture, for mail programs, which come with the key of the order's link. */
export const GET = endpoint(
  {
    route: "/orders/{number}/tickets/{ticket}/qr.png",
    authority: buyer,
    // Mail programs fetch the pictures of all their readers from a few addresses.
    limit: limitTo("watch"),
    params: z.object({ number: text(40), ticket: text(60) }),
    query: z.object({ key: text(200).optional() }),
  },
  async ({ who, params, query }) => {
    const order = await findOrder(who, params.number, query.key);
    const ticket = order?.tickets.find(({ id, status }) => id === params.ticket && status === "LIVE");
    if (!ticket) return refuse("not_found");
    return new Response(new Uint8Array(await qrPng(ticket.token)), {
      headers: { "content-type": "image/png", "cache-control": "private, no-store" },
    });
  },
);
