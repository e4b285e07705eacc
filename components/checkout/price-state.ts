import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import type { CheckoutPrice } from "#lib/orders/placing/checkout-price";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import type { AddOnWhy, PromoWhy, Quote, Wish } from "./pay-client.ts";

/** The price on the page with what the buyer chose for it, and what spoke against the last choice. */
export type PriceState = {
  /** `price` is the price of exactly this. */
  readonly wish: Wish;
  readonly price: CheckoutPrice;
  /** Asked for and not answered yet; the page shows it as chosen and pays nothing meanwhile. */
  readonly asked: Wish | undefined;
  readonly promoProblem: PromoProblem | undefined;
  readonly typeProblem: TypeProblem | undefined;
  readonly addOnProblem: AddOnProblem | undefined;
  /** The add-ons that can be had, as the last answer has them. */
  readonly offers: readonly AddOnOffer[];
};

export type PromoProblem = PromoWhy | "unpayable" | "over" | "elsewhere" | "unreachable";
/** `seatIds` are the seats it is said at; none where it concerns all. */
export type TypeProblem = { readonly reason: string; readonly seatIds: readonly number[]; readonly max: number };

/** `addOnId` is the one it is said at; `max` is how many of it can be had. */
export type AddOnProblem = {
  readonly reason: string;
  readonly addOnId: string;
  readonly name: string;
  readonly max: number;
};

export const NOTHING_CHOSEN: Wish = { code: undefined, tickets: {}, addOns: {} };
const NO_PROBLEM = { promoProblem: undefined, typeProblem: undefined, addOnProblem: undefined };

export function firstPrice({ price, addOns: offers }: Pick<CheckoutView, "price" | "addOns">): PriceState {
  return { wish: NOTHING_CHOSEN, price, asked: undefined, ...NO_PROBLEM, offers };
}

/** The buyer chooses: what spoke against the choice before is forgotten. */
export function asking(state: PriceState, asked: Wish): PriceState {
  return { ...state, asked, ...NO_PROBLEM };
}

/**
 * The answer to what was asked. A new choice that cannot be had leaves the price as it was. What was chosen before and cannot be
 * had any more is let go, and the rest is asked for: `next`.
 */
export function answered(state: PriceState, asked: Wish, answer: Quote): { state: PriceState; next?: Wish } {
  const rest = { ...state, asked: undefined };
  switch (answer.kind) {
    case "quote":
      return { state: { ...rest, wish: asked, price: answer.price, offers: answer.offers } };
    case "promo_invalid": {
      const refused = { ...rest, promoProblem: answer.why };
      return asked.code === state.wish.code ? letGo(refused, { ...asked, code: undefined }) : { state: refused };
    }
    case "type_unavailable": {
      const { reason, seat_ids: seatIds, max = 0 } = answer.why;
      const refused = { ...rest, typeProblem: { reason, seatIds, max } };
      return isSame(asked, state.wish) ? letGo(refused, { ...asked, tickets: {} }) : { state: refused };
    }
    case "add_on_unavailable":
      return withoutAddOn(rest, asked, answer.why);
    case "unpayable":
    case "over":
    case "elsewhere":
    case "unreachable": {
      const { kind } = answer;
      if (asked.code !== state.wish.code) return { state: { ...rest, promoProblem: kind } };
      const other = changedAddOn(asked, state.wish);
      if (other !== undefined)
        return { state: { ...rest, addOnProblem: { reason: kind, addOnId: other, name: "", max: 0 } } };
      return { state: { ...rest, typeProblem: { reason: kind, seatIds: [], max: 0 } } };
    }
  }
}

/** A new choice of an add-on that cannot be had leaves the price; one of before is lowered to what can be had, and the rest is asked for. */
function withoutAddOn(state: PriceState, asked: Wish, { reason, add_on_id: addOnId, name = "", max }: AddOnWhy) {
  const offers = state.offers.map((offer) =>
    offer.id === addOnId ? { ...offer, max, isSoldOut: reason === "sold_out" } : offer,
  );
  const refused = { ...state, offers, addOnProblem: { reason, addOnId, name, max } };
  const isNew = asked.addOns[addOnId] !== state.wish.addOns[addOnId];
  if (isNew) return { state: refused };
  return letGo(refused, withAddOn(asked, addOnId, Math.min(max, asked.addOns[addOnId] ?? 0)));
}

/** The wish with so many of an add-on. */
export function withAddOn(wish: Wish, addOnId: string, quantity: number): Wish {
  const { [addOnId]: _before, ...others } = wish.addOns;
  return { ...wish, addOns: quantity > 0 ? { ...others, [addOnId]: quantity } : others };
}

function changedAddOn(one: Wish, other: Wish): string | undefined {
  const ids = [...Object.keys(one.addOns), ...Object.keys(other.addOns)];
  return ids.find((id) => one.addOns[id] !== other.addOns[id]);
}

function letGo(state: PriceState, next: Wish): { state: PriceState; next: Wish } {
  return { state: { ...state, asked: next }, next };
}

function isSame(one: Wish, other: Wish): boolean {
  const [types, others] = [Object.entries(one.tickets), Object.entries(other.tickets)];
  return types.length === others.length && types.every(([seatId, typeId]) => other.tickets[Number(seatId)] === typeId);
}
