import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import type { Locale } from "../layout/locales.ts";
import { quoteReservation, type Wish } from "./pay-client.ts";
import { answered, asking, firstPrice, NOTHING_CHOSEN, type PriceState } from "./price-state.ts";
import { typedEarly } from "./typed-early.ts";

export type Pricing = {
  readonly state: PriceState;
  /** Asks what the basket costs so. The last choice counts: an older one's answer is dropped. */
  readonly choose: (change: (wish: Wish) => Wish) => Promise<void>;
};

/** The price on the checkout. The first attempt to pay fixes it: from then on it is the order's, whatever was chosen. */
export function usePrice(checkout: CheckoutView, locale: Locale): Pricing {
  const { reservationId, price, addOns, order } = checkout;
  const [own, setOwn] = useState(() => firstPrice({ price, addOns }));
  const newest = useRef(own);
  const asks = useRef(0);

  function show(state: PriceState): void {
    newest.current = state;
    setOwn(state);
  }

  async function choose(change: (wish: Wish) => Wish): Promise<void> {
    const ask = ++asks.current;
    const before = newest.current;
    let next: Wish | undefined = change(before.asked ?? before.wish);
    show(asking(before, next));
    while (next) {
      const wish: Wish = next;
      const answer = await quoteReservation(reservationId, wish, locale);
      if (ask !== asks.current) return;
      const after = answered(newest.current, wish, answer);
      show(after.state);
      next = after.next;
    }
  }

  const takeEarly = useEffectEvent(() => {
    const early = chosenEarly(checkout);
    if (!order && early) void choose((before) => ({ ...before, ...early }));
  });
  useEffect(() => takeEarly(), []);

  return { state: order ? { ...firstPrice({ price, addOns }), wish: NOTHING_CHOSEN } : own, choose };
}

/** What was chosen before the page's script ran; undefined where nothing was. */
function chosenEarly({ seats, addOns }: CheckoutView): Pick<Wish, "tickets" | "addOns"> | undefined {
  const counts = addOns.map(({ id }) => [id, Number(typedEarly(`add-on-${id}`) ?? 0)] as const);
  const types = seats.map(({ id }) => [id, typedEarly(`ticket-type-${id}`) ?? ""] as const);
  const chosen = {
    tickets: Object.fromEntries(types.filter(([, type]) => type !== "")),
    addOns: Object.fromEntries(counts.filter(([, count]) => count > 0)),
  };
  return Object.keys({ ...chosen.tickets, ...chosen.addOns }).length > 0 ? chosen : undefined;
}
