import { newGuest, type Person } from "#lib/identity/identify";
import { provenAddressOf } from "#lib/identity/proven-address";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { ownAccess, redeemBody } from "#lib/seating/access/access-contract";
import { leaveAccess, readOwnAccess, redeemCode } from "#lib/seating/access/redeem-code";

const here = { route: "/api/v1/events/{id}/access", authority: buyer, params: eventParams };
const answer = { description: "What you may buy now.", body: ownAccess };
const known = (who: Person) => ({ keys: who.keys, provenEmail: provenAddressOf(who) });

/** What a buyer has access to. */
export const GET = endpoint(
  {
    ...here,
    limit: limitTo("browse"),
    operation: {
      summary: "Read what you may buy",
      description:
        "Besides what is on sale to everybody: a presale that you may enter, and seats that are set aside for you.",
      tag: "Access",
      answers: { 200: answer },
      refuses: ["not_found"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readOwnAccess(known(who), id);
    return read.ok ? json(read.access, { headers: { "cache-control": "private, no-store" } }) : read;
  },
);

/** Enters a code, or the token of a link. A stranger becomes a guest, whose cookie comes with the answer. */
export const POST = endpoint(
  {
    ...here,
    limit: limitTo("code"),
    body: redeemBody,
    operation: {
      summary: "Enter an access code",
      description:
        "Opens a presale, seats that are set aside, or both, for this account or guest. Entered again it changes nothing.",
      tag: "Access",
      answers: { 200: answer },
      refuses: ["not_found", "access_code_invalid"],
      example: { body: { code: "FANS-2026" } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const guest = who.keys.length === 0 ? newGuest() : undefined;
    const { keys, provenEmail } = known(who);
    const redeemed = await redeemCode({ keys: guest ? [guest.buyerKey] : keys, provenEmail }, id, body.code);
    if (!redeemed.ok) return redeemed;
    return json(redeemed.access, guest ? { headers: { "set-cookie": guest.setCookie } } : {});
  },
);

/** Gives access back. */
export const DELETE = endpoint(
  {
    ...here,
    limit: limitTo("browse"),
    operation: {
      summary: "Give your access back",
      description: "After a link that sells its seats alone, the other seats are shown again.",
      tag: "Access",
      answers: { 204: { description: "You have no access but that of everybody." } },
    },
  },
  async ({ params: { id }, who }) => {
    await leaveAccess(known(who), id);
    return new Response(null, { status: 204 });
  },
);
