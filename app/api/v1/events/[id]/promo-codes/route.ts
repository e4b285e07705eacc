import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { listPromoCodes } from "#lib/pricing/promo/managing/list-promo-codes";
import { makePromoCode } from "#lib/pricing/promo/managing/make-promo-code";
import { newPromoBody, promoList, promoListQuery, promoWire } from "#lib/pricing/promo/managing/promo-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/promo-codes", limit: limitTo("manage"), params: eventParams };

/** The promo codes of an event. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    query: promoListQuery,
    operation: {
      summary: "List the promo codes of an event",
      description: "The newest first, with how often each is used.",
      tag: "Promo codes",
      answers: { 200: { description: "One page of promo codes.", body: promoList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { state: "active", limit: "50" } },
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listPromoCodes(who, id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);

/** Makes one promo code. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: newPromoBody,
    operation: {
      summary: "Make a promo code",
      description:
        "Buyers may type it in any case, with or without blanks and hyphens, and with look-alikes such as O for 0: a code that could be taken for another one of the event is refused.",
      tag: "Promo codes",
      answers: { 201: { description: "The promo code.", body: promoWire } },
      refuses: ["not_found", "forbidden", "promo_terms_invalid", "promo_code_taken"],
      example: { body: { code: "ENCORE", kind: "percent", value: 20, uses_max: 100, uses_per_person: 1 } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const made = await makePromoCode(who, id, body);
    return made.ok ? json(made.promo, { status: 201 }) : made;
  },
);
