import { quoteSale } from "../quote/quote-sale.ts";
import type { SaleRules } from "../quote/sale.ts";
import { type AddOn, inLanguage, isOnSale, leftOf, maxOf } from "./add-on-rules.ts";

/** An add-on as a buyer may choose it now. */
export type AddOnOffer = {
  id: string;
  name: string;
  description: string;
  /** What one costs, with the taxes that are added. */
  unitMinor: number;
  /** How many of it this basket can have now; 0 while it is sold out. */
  max: number;
  isSoldOut: boolean;
  isPerTicket: boolean;
};

/** The add-ons that are on sale at this moment, for a basket of so many tickets. Those that are sold out stay in the list and say so. */
export function addOnOffers(
  addOns: readonly AddOn[],
  { tickets, locale, rules, now }: { tickets: number; locale: string; rules: SaleRules; now: Date },
): AddOnOffer[] {
  return addOns
    .filter((addOn) => isOnSale(addOn, now))
    .map((addOn) => ({
      id: addOn.id,
      name: inLanguage(addOn.name, locale),
      description: inLanguage(addOn.description, locale),
      unitMinor: priceOfOne(addOn, rules),
      max: maxOf(addOn, tickets),
      isSoldOut: leftOf(addOn) === 0,
      isPerTicket: addOn.counting === "PER_TICKET",
    }));
}

function priceOfOne({ id: addOnId, priceMinor: unitMinor, taxRateIds: rateIds }: AddOn, rules: SaleRules): number {
  const one = quoteSale({ seats: [], addOns: [{ addOnId, name: "", quantity: 1, unitMinor, rateIds }] }, rules);
  return one.ok ? one.quote.totalMinor : unitMinor;
}
