import { invariant } from "#lib/platform/invariant";
import { type Layout, placesOf } from "./layout.ts";

/** Places column by column: id, price level, kind and status of each. A removed place keeps a row, but nobody can have it again. */
export type SeatRows = {
  ids: number[];
  priceLevelIds: number[];
  kinds: string[];
  statuses: ("AVAILABLE" | "BLOCKED" | "REMOVED")[];
};

/**
 * The rows of a layout's places, column by column. Seats of a category that the hall does not sell and no level sells are blocked; their
 * level is the first one, which no one is asked to pay.
 */
export function seatRowsOf(
  layout: Layout,
  levels: readonly { id: number; layoutCategories: readonly number[] }[],
): SeatRows {
  const levelOf = new Map(levels.flatMap(({ id, layoutCategories }) => layoutCategories.map((each) => [each, id])));
  const places = placesOf(layout);
  const sold = places.map((place) => levelOf.has(place.category) || layout.categories[place.category]?.sold !== false);
  const priceLevelIds = places.map((place, i) => {
    const level = sold[i] ? levelOf.get(place.category) : levels[0]?.id;
    invariant(level !== undefined, `a price level sells the category ${layout.categories[place.category]?.name}`);
    return level;
  });
  const statuses = sold.map((isSold) => (isSold ? "AVAILABLE" : "BLOCKED"));
  return { ids: places.map((place) => place.id), priceLevelIds, kinds: places.map((place) => place.kind), statuses };
}

/** With a removed place for each id that the layout left out: the rows of an event count from 1 without gaps. */
export function withGaps({ ids, priceLevelIds, kinds, statuses }: SeatRows): SeatRows {
  const known = new Set(ids);
  const highest = ids.reduce((most, id) => Math.max(most, id), 0);
  const gaps = Array.from({ length: highest }, (_, i) => i + 1).filter((id) => !known.has(id));
  return {
    ids: [...ids, ...gaps],
    priceLevelIds: [...priceLevelIds, ...gaps.flatMap(() => priceLevelIds.slice(0, 1))],
    kinds: [...kinds, ...gaps.map(() => "STANDARD")],
    statuses: [...statuses, ...gaps.map(() => "REMOVED" as const)],
  };
}
