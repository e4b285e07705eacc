import { newGuest } from "#lib/identity/identify";
import { provenAddressOf } from "#lib/identity/proven-address";
import { buyer } from "#lib/organizations/authority";
import { addressOf } from "#lib/platform/http/client-address";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { standingOf } from "#lib/protection/standing";
import { queueParams, queueTicketWire } from "#lib/waiting-room/contract";
import { findOwnPlace } from "#lib/waiting-room/find-own-place";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { leaveQueue } from "#lib/waiting-room/leave-queue";

const here = { route: "/api/v1/events/{id}/queue", params: queueParams, authority: buyer, limit: limitTo("join") };

/** Joins the queue before a sale. Anyone may; a visitor without a session becomes a guest and gets the guest cookie. */
export const POST = endpoint(
  {
    ...here,
    takesKeyProof: true,
    operation: {
      summary: "Join the waiting room",
      description:
        "One ticket for each buyer: joining again answers the same one, with its number once the order is drawn. Buyers who join before the opening take part in the draw; later ones follow in the order of arrival. A place belongs to a person: guests, and accounts without a confirmed mail address, solve a challenge first (`POST /events/{id}/challenges`).",
      tag: "Queue",
      answers: { 201: { description: "Your place in the queue.", body: queueTicketWire } },
      refuses: ["queue_closed", "challenge_required", "refused_by_organizer"],
      example: {},
    },
  },
  async ({ request: { headers }, params, who, keyThumbprint }) => {
    const [first, ...rest] = who.keys;
    const guest = first === undefined ? newGuest() : undefined;
    const standing = standingOf({ who, headers, address: addressOf(headers), eventId: params.id });
    const joiner = { ...standing, provenEmail: provenAddressOf(who), keyThumbprint };
    const result = await joinQueue(params.id, [first ?? guest?.buyerKey ?? "", ...rest], joiner);
    if (!result.ok) return result;
    return json(result.ticket, { status: 201, headers: guest ? { "set-cookie": guest.setCookie } : {} });
  },
);

/** Where one stands. */
export const GET = endpoint(
  {
    ...here,
    operation: {
      summary: "Read your place in the waiting room",
      description:
        "Changes nothing, so that a page that is opened again may ask for it: joining would make a new place.",
      tag: "Queue",
      answers: { 200: { description: "Your place in the queue.", body: queueTicketWire } },
      refuses: ["not_found"],
      example: {},
    },
  },
  async ({ params, who }) => {
    const own = await findOwnPlace(params.id, who.keys);
    return own ? json(own.ticket, { headers: { "cache-control": "private, no-store" } }) : refuse("not_found");
  },
);

/** Gives up one's own place for good. */
export const DELETE = endpoint(
  {
    ...here,
    operation: {
      summary: "Leave the waiting room",
      description:
        "Gives up your place in the queue, or your time inside, for good: who waits behind you moves up at once. Joining again is at the end. Seats that you hold stay yours until their time is over.",
      tag: "Queue",
      answers: { 204: { description: "Your place is given up." } },
      refuses: ["not_found"],
      example: {},
    },
  },
  async ({ params, who }) => {
    const left = await leaveQueue(params.id, who.keys);
    return left.ok ? new Response(null, { status: 204 }) : left;
  },
);
