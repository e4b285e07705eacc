import { type MapModel, NOT_SOLD } from "../seat-map/map-geometry.ts";

/** What the chosen seats cost, all in, and the booking fees within it. Integers of minor units, so nothing is rounded. */
export function cartTotal(
  model: Pick<MapModel, "level">,
  levels: readonly { readonly priceMinor: number; readonly feeMinor: number }[],
  seatIds: readonly number[],
): { readonly totalMinor: number; readonly feesMinor: number } {
  let totalMinor = 0;
  let feesMinor = 0;
  for (const id of seatIds) {
    const level = levels[model.level[id] ?? NOT_SOLD];
    totalMinor += level?.priceMinor ?? 0;
    feesMinor += level?.feeMinor ?? 0;
  }
  return { totalMinor, feesMinor };
}
