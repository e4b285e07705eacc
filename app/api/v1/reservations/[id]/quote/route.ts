import { addOnsOf, quoteAnswer, quoteBody, ticketsOf } from "#lib/orders/placing/commit-contract";
import { quoteReservation } from "#lib/orders/placing/quote-order";
import { quoteOnWire } from "#lib/orders/placing/quote-wire";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { reservationParams } from "#lib/reservations/contract";
import { HOLD_RULES } from "#lib/reservations/hold-rules";

/** What a reservation costs, as its buyer chose. Claims nothing. */
export const POST = endpoint(
  {
    route: "/api/v1/reservations/{id}/quote",
    params: reservationParams,
    body: quoteBody,
    authority: buyer,
    takesKeyProof: true,
    limit: limitTo("buy"),
    operation: {
      summary: "Ask what a reservation costs",
      description:
        "With the ticket types, add-ons and the promo code that the buyer chose, and why each ticket costs what it costs. Claims nothing.",
      tag: "Reservations",
      answers: { 200: { description: "The price.", body: quoteAnswer } },
      refuses: [
        "promo_code_invalid",
        "ticket_type_unavailable",
        "add_on_unavailable",
        "amount_not_payable",
        "seller_cannot_be_paid",
        ...HOLD_RULES,
      ],
      example: { body: {} },
    },
  },
  async ({ params, body, who, keyThumbprint }) => {
    const chosen = { tickets: ticketsOf(body.tickets), addOns: addOnsOf(body.add_ons) };
    const wish = { ...chosen, promoCode: body.promo_code || undefined, locale: body.locale };
    const quoted = await quoteReservation({ ...who, keyThumbprint }, params.id, wish);
    if (!quoted.ok) return quoted;
    return json(quoteOnWire(quoted));
  },
);
