import type { Refused } from "#lib/platform/http/refusals";
import { type Quote, quoteBasket } from "#lib/pricing/quote-basket";
import { countPromoUses } from "./order-store.ts";

/**
 * What a reservation costs to pay, with or without a promo code, in amounts that the gateway can take. Claims nothing: the
 * use of the code is claimed when the order is opened.
 */
export async function quoteOrder(
  reservation: { eventId: number; buyerKey: string; totalMinor: number; currency: string },
  promoCode: string | undefined,
): Promise<{ ok: true; quote: Quote } | Refused<"promo_code_invalid" | "amount_not_payable">> {
  const { eventId, buyerKey } = reservation;
  return quoteBasket(reservation, promoCode, (promoId) => countPromoUses({ eventId, buyerKey, promoId }));
}
