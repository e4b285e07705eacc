import { identify } from "#lib/accounts/identify";
import { quoteBody } from "#lib/orders/commit-contract";
import { quoteOrder } from "#lib/orders/quote-order";
import { door, json } from "#lib/platform/http";
import { toMajor } from "#lib/platform/money";
import { refuse } from "#lib/platform/refusals";
import { reservationParams } from "#lib/reservations/contract";
import { findOwn } from "#lib/reservations/read-reservation";

/** What a reservation costs with a promo code. Claims nothing. */
export const POST = door(
  {
    route: "/api/v1/reservations/{id}/quote",
    params: reservationParams,
    body: quoteBody,
    who: (request) => identify(request.headers),
  },
  async ({ params, body, who }) => {
    const reservation = await findOwn(who, params.id);
    if (!reservation) return refuse("not_found");
    const quoted = await quoteOrder(reservation, body.promo_code || undefined);
    if (!quoted.ok) return quoted;
    const { currency } = reservation;
    const { totalMinor, discountMinor } = quoted.quote;
    return json({ total_price: toMajor(totalMinor, currency), discount: toMajor(discountMinor, currency), currency });
  },
);
