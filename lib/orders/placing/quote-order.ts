import { loadBuyerForm } from "#lib/catalog/questions/queries";
import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import type { Person } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import {
  type BasketQuote,
  type BasketWish,
  type HeldBasket,
  offerAddOns,
  type QuoteRefusal,
  quoteBasket,
} from "#lib/pricing/quote-basket";
import { type HoldRefusalNow, judgeOwnHold } from "#lib/reservations/judge-own-hold";
import { findOwn } from "#lib/reservations/read-reservation";
import { refuse } from "../refusals.ts";
import { type Payer, payerBeforePaying } from "./payer.ts";
import { countPromoUses } from "./promo-uses-store.ts";
import { type RouteRefusal, routePayment } from "./route-payment.ts";

/**
 * What a reservation costs to pay, as its buyer chose, in amounts that the gateway can take. Claims nothing: the use of the code is
 * claimed when the order is opened.
 */
export async function quoteOrder(
  reservation: HeldBasket & { buyerKey: string },
  wish: BasketWish,
  buyer: Omit<Payer, "keyThumbprint">,
): Promise<{ ok: true; quote: BasketQuote } | QuoteRefusal> {
  const { eventId, buyerKey } = reservation;
  const keys = [...buyer.keys, buyerKey];
  return quoteBasket(reservation, wish, (promoId) => countPromoUses({ eventId, promoId }, { ...buyer, keys }));
}

/** The same for a person's own reservation, with the add-ons that it can have, when every rule of a hold still allows it to be paid for. */
export async function quoteReservation(
  person: Person,
  id: { eventId: number; id: string },
  wish: BasketWish,
): Promise<
  | { ok: true; quote: BasketQuote; currency: string; account: string | null; offers: AddOnOffer[]; form: BuyerForm }
  | Refused<"not_found">
  | QuoteRefusal
  | RouteRefusal
  | HoldRefusalNow
> {
  const reservation = await findOwn(person, id);
  if (!reservation) return refuse("not_found");
  const judged = reservation.status === "HELD" ? await judgeOwnHold(reservation, person) : undefined;
  if (judged?.ok === false) return judged;
  const quoted = await quoteOrder(reservation, { ...wish, asOf: judged?.terms.updatedAt }, payerBeforePaying(person));
  if (!quoted.ok) return quoted;
  const { eventId, currency } = reservation;
  const routed = await routePayment({ eventId, currency, totalMinor: quoted.quote.totalMinor }, {});
  if (!routed.ok) return routed;
  const offers = await offerAddOns(reservation, wish.locale ?? "en");
  const form = await loadBuyerForm(eventId);
  return { ...quoted, currency, account: routed.route?.account ?? null, offers, form };
}
