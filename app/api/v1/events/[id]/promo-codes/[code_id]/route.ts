import { countTicketsWith } from "#lib/orders/placing/queries";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { changePromoCode } from "#lib/pricing/promo/managing/change-promo-code";
import { readPromoCode } from "#lib/pricing/promo/managing/list-promo-codes";
import { promoChangeBody, promoParams, promoWire } from "#lib/pricing/promo/managing/promo-contract";
import { limitTo } from "#lib/protection/limits";

const here = { route: "/api/v1/events/{id}/promo-codes/{code_id}", limit: limitTo("manage"), params: promoParams };

/** One promo code. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read a promo code",
      tag: "Promo codes",
      answers: { 200: { description: "The promo code.", body: promoWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params, who }) => {
    const read = await readPromoCode(who, { eventId: params.id, id: params.code_id });
    return read.ok ? json(read.promo) : read;
  },
);

/** Changes a promo code. */
export const PATCH = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: promoChangeBody,
    operation: {
      summary: "Change a promo code",
      description:
        "Orders keep the price that they were opened at. A limit below what was used already is refused; `active: false` ends the code for new orders.",
      tag: "Promo codes",
      answers: { 200: { description: "The promo code as it is now.", body: promoWire } },
      refuses: ["not_found", "forbidden", "promo_terms_invalid", "promo_code_changed"],
      example: { body: { revision: 0, uses_max: 200 } },
    },
  },
  async ({ params, body, who }) => {
    const key = { eventId: params.id, id: params.code_id };
    const countTickets = (promoId: string) => countTicketsWith(key.eventId, promoId);
    const changed = await changePromoCode(who, key, { change: body, countTickets });
    return changed.ok ? json(changed.promo) : changed;
  },
);
