import { quoteAnswer, quoteBody } from "#lib/orders/placing/commit-contract";
import { quoteReservation } from "#lib/orders/placing/quote-order";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { toMajor } from "#lib/platform/money";
import { limitTo } from "#lib/protection/limits";
import { reservationParams } from "#lib/reservations/contract";
import { HOLD_RULES } from "#lib/reservations/hold-rules";

/** What a reservation costs with a promo code. Claims nothing. */
export const POST = endpoint(
  {
    route: "/api/v1/reservations/{id}/quote",
    params: reservationParams,
    body: quoteBody,
    authority: buyer,
    limit: limitTo("buy"),
    operation: {
      summary: "Ask what a reservation costs",
      description: "With a promo code or without. Claims nothing.",
      tag: "Reservations",
      answers: { 200: { description: "The price.", body: quoteAnswer } },
      refuses: ["promo_code_invalid", "amount_not_payable", "seller_cannot_be_paid", ...HOLD_RULES],
      example: { body: {} },
    },
  },
  async ({ params, body, who }) => {
    const quoted = await quoteReservation(who, params.id, body.promo_code || undefined);
    if (!quoted.ok) return quoted;
    const { currency } = quoted;
    const { totalMinor, discountMinor, isCut } = quoted.quote;
    return json({
      total_price: toMajor(totalMinor, currency),
      discount: toMajor(discountMinor, currency),
      currency,
      payment_account: quoted.account,
      is_smallest_charge: isCut,
    });
  },
);
