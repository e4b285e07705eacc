import { newGuest } from "#lib/identity/identify";
import { provenAddressOf } from "#lib/identity/proven-address";
import { buyer } from "#lib/organizations/authority";
import { addressOf } from "#lib/platform/http/client-address";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { standingOf } from "#lib/protection/person-key";
import { queueParams, queueTicketWire } from "#lib/waiting-room/contract";
import { joinQueue } from "#lib/waiting-room/join-queue";

/** Joins the queue before a sale. Anyone may; a visitor without a session becomes a guest and gets the guest cookie. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/queue",
    params: queueParams,
    authority: buyer,
    limit: limitTo("join"),
    operation: {
      summary: "Join the waiting room",
      description:
        "One ticket for each buyer: joining again answers the same one, with its number once the order is drawn. Buyers who join before the opening take part in the draw; later ones follow in the order of arrival. A place belongs to a person: guests, and accounts without a confirmed mail address, solve a challenge first (`POST /events/{id}/challenges`).",
      tag: "Queue",
      answers: { 201: { description: "Your place in the queue.", body: queueTicketWire } },
      refuses: ["queue_closed", "challenge_required"],
      example: {},
    },
  },
  async ({ request: { headers }, params, who }) => {
    const [first, ...rest] = who.keys;
    const guest = first === undefined ? newGuest() : undefined;
    const standing = standingOf({ who, headers, address: addressOf(headers), eventId: params.id });
    const joiner = { ...standing, provenEmail: provenAddressOf(who) };
    const result = await joinQueue(params.id, [first ?? guest?.buyerKey ?? "", ...rest], joiner);
    if (!result.ok) return result;
    return json(result.ticket, { status: 201, headers: guest ? { "set-cookie": guest.setCookie } : {} });
  },
);
