import type { LineTax, Reduction } from "#lib/pricing/quote/sale";
import { sumLines } from "#lib/pricing/quote/sum-lines";
import type { OrderRows } from "./store.ts";
import type { PriceLines } from "./views.ts";

/** The lines of an order's price, from its rows. */
export function priceLines({ order, items, addOns }: Pick<OrderRows, "order" | "items" | "addOns">): PriceLines {
  const reductions = items.flatMap(partsOf);
  const isFinal = items.every(({ listMinor }) => listMinor !== null);
  return {
    reductions: isFinal ? sumLines(reductions, ({ kind, id }) => `${kind} ${id}`) : reductionOfBefore(order),
    taxes: sumLines([...items, ...addOns].flatMap(taxesOf), ({ id }) => id),
    isTaxInclusive: order.addedTaxMinor === 0,
    addOns: addOns.map(({ name, quantity, returned, totalMinor }) => ({ name, quantity, returned, totalMinor })),
  };
}

function reductionOfBefore({ discountMinor }: OrderRows["order"]): PriceLines["reductions"] {
  return discountMinor > 0 ? [{ kind: "code", name: "", amountMinor: discountMinor }] : [];
}

/** The reductions of an item, as `open_order` wrote them. */
export function partsOf({ parts }: Pick<OrderRows["items"][number], "parts">): Reduction[] {
  return parts as Reduction[];
}

/** The taxes of a line, as `open_order` wrote them. */
export function taxesOf({ tax }: { tax: OrderRows["items"][number]["tax"] }): LineTax[] {
  return tax as LineTax[];
}
