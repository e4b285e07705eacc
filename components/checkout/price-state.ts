import type { CheckoutPrice } from "#lib/orders/placing/checkout-price";
import type { PromoWhy, Quote, Wish } from "./pay-client.ts";

/** The price on the page with what the buyer chose for it, and what spoke against the last choice. */
export type PriceState = {
  /** `price` is the price of exactly this. */
  readonly wish: Wish;
  readonly price: CheckoutPrice;
  /** Asked for and not answered yet; the page shows it as chosen and pays nothing meanwhile. */
  readonly asked: Wish | undefined;
  readonly promoProblem: PromoProblem | undefined;
  readonly typeProblem: TypeProblem | undefined;
};

export type PromoProblem = PromoWhy | "unpayable" | "over" | "unreachable";
/** `seatIds` are the seats it is said at; none where it concerns all. */
export type TypeProblem = { readonly reason: string; readonly seatIds: readonly number[]; readonly max: number };

export const NOTHING_CHOSEN: Wish = { code: undefined, tickets: {} };

export function firstPrice(price: CheckoutPrice): PriceState {
  return { wish: NOTHING_CHOSEN, price, asked: undefined, promoProblem: undefined, typeProblem: undefined };
}

/** The buyer chooses: what spoke against the choice before is forgotten. */
export function asking(state: PriceState, asked: Wish): PriceState {
  return { ...state, asked, promoProblem: undefined, typeProblem: undefined };
}

/**
 * The answer to what was asked. A new choice that cannot be had leaves the price as it was. What was chosen before and cannot be
 * had any more is let go, and the rest is asked for: `next`.
 */
export function answered(state: PriceState, asked: Wish, answer: Quote): { state: PriceState; next?: Wish } {
  const rest = { ...state, asked: undefined };
  switch (answer.kind) {
    case "quote":
      return { state: { ...rest, wish: asked, price: answer.price } };
    case "promo_invalid": {
      const refused = { ...rest, promoProblem: answer.why };
      return asked.code === state.wish.code ? letGo(refused, { ...asked, code: undefined }) : { state: refused };
    }
    case "type_unavailable": {
      const { reason, seat_ids: seatIds, max = 0 } = answer.why;
      const refused = { ...rest, typeProblem: { reason, seatIds, max } };
      return isSame(asked, state.wish) ? letGo(refused, { ...asked, tickets: {} }) : { state: refused };
    }
    case "unpayable":
    case "over":
    case "unreachable": {
      const { kind } = answer;
      if (asked.code !== state.wish.code) return { state: { ...rest, promoProblem: kind } };
      return { state: { ...rest, typeProblem: { reason: kind, seatIds: [], max: 0 } } };
    }
  }
}

function letGo(state: PriceState, next: Wish): { state: PriceState; next: Wish } {
  return { state: { ...state, asked: next }, next };
}

function isSame(one: Wish, other: Wish): boolean {
  const [types, others] = [Object.entries(one.tickets), Object.entries(other.tickets)];
  return types.length === others.length && types.every(([seatId, typeId]) => other.tickets[Number(seatId)] === typeId);
}
