import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { promoCodesAmong } from "#lib/pricing/queries";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { codeList, codeQuery, codesAnswer, newCodesBody } from "#lib/seating/access/access-contract";
import { makeCodes, readCodes } from "#lib/seating/access/make-codes";

const here = {
  route: "/api/v1/events/{id}/access-codes",
  authority: staff("event.write"),
  limit: limitTo("manage"),
  params: eventParams,
};

/** The codes and links of an event. */
export const GET = endpoint(
  {
    ...here,
    query: codeQuery,
    operation: {
      summary: "List the access codes and links of an event",
      description: "Links first, then the newest codes.",
      tag: "Access",
      answers: { 200: { description: "One page of codes and links.", body: codeList } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, query, who }) => {
    const read = await readCodes(who, id, query);
    return read.ok ? json(read.list) : read;
  },
);

/** Makes codes, or a link. */
export const POST = endpoint(
  {
    ...here,
    body: newCodesBody,
    operation: {
      summary: "Make access codes or a link",
      description:
        "They open a presale, the seats of an allocation, or both. All or none; two codes that differ in case alone are the same, and a promo code of the event cannot be one. Without `codes` one link is made.",
      tag: "Access",
      answers: { 201: { description: "They are made.", body: codesAnswer } },
      refuses: ["not_found", "forbidden", "access_limit_reached"],
      example: { body: { codes: ["FANS-2026"], window: 1, uses_max: 500 } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const done = await makeCodes(who, id, { asked: body, usedElsewhere: promoCodesAmong });
    return done.ok ? json({ made: done.made, first: done.first }, { status: 201 }) : done;
  },
);
