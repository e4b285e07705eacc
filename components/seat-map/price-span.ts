import type { LeftCounts } from "./left-counts.ts";
import { type MapModel, NOT_SOLD } from "./map-geometry.ts";

/** The lowest and the highest all-in price of some seats, in minor units. */
export type PriceSpan = { readonly min: number; readonly max: number };
type Levels = readonly { readonly priceMinor: number }[];

/** What these seats cost; undefined when none of them is sold. */
export function priceSpan(
  model: Pick<MapModel, "level">,
  levels: Levels,
  ids: readonly number[],
): PriceSpan | undefined {
  return spanOf(ids.map((id) => levels[model.level[id] ?? NOT_SOLD]?.priceMinor));
}

/** What the free seats of a section cost: a price whose seats are gone is no longer offered. Undefined without free seats. */
export function sectionSpan(left: LeftCounts, levels: Levels, section: number): PriceSpan | undefined {
  const counts = left.sectionLevels.subarray(section * levels.length, (section + 1) * levels.length);
  return spanOf(levels.map(({ priceMinor }, level) => (counts[level] ? priceMinor : undefined)));
}

function spanOf(prices: readonly (number | undefined)[]): PriceSpan | undefined {
  const known = prices.filter((price) => price !== undefined);
  return known.length === 0
    ? undefined
    : {
        min: known.reduce((a, b) => Math.min(a, b)),
        max: known.reduce((a, b) => Math.max(a, b)),
      };
}
