import type { SaleState } from "./contract.ts";

/** The lowest and the highest all-in price, in minor units. */
export type PriceRange = { minMinor: number; maxMinor: number };

/**
 * What a fan can pay for a seat now: the prices of the levels that have seats left, before the sale those of all levels with seats. Nothing
 * when nothing is sold any more, because a price that nobody can pay is no offer.
 */
export function offeredPrices(state: SaleState, levels: Levels): PriceRange | undefined {
  return RULES[state](levels);
}

type Levels = readonly { priceMinor: number; left: number; total: number }[];

const nothing = () => undefined;

const RULES = {
  // A level whose seats are all painted otherwise costs nobody anything.
  upcoming: (levels) => rangeOf(levels.filter(({ total }) => total > 0)),
  on_sale: (levels) => rangeOf(levels.filter(({ left }) => left > 0)),
  // What will be offered once it goes on.
  paused: (levels) => rangeOf(levels.filter(({ left }) => left > 0)),
  sold_out: nothing,
  stopped: nothing,
  postponed: nothing,
  ended: nothing,
  cancelled: nothing,
} as const satisfies Record<SaleState, (levels: Levels) => PriceRange | undefined>;

function rangeOf(levels: Levels): PriceRange | undefined {
  const prices = levels.map(({ priceMinor }) => priceMinor);
  return prices.length === 0 ? undefined : { minMinor: Math.min(...prices), maxMinor: Math.max(...prices) };
}

const CLOSED: ReadonlySet<SaleState> = new Set(["ended", "cancelled", "stopped", "postponed"]);

/** Whether seats of this sale can be had, now or once it begins. What is left of another is for nobody. */
export function isOpenToFans(state: SaleState): boolean {
  return !CLOSED.has(state);
}
