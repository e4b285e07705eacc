import { invariant } from "#lib/platform/invariant";
import { type Layout, placesOf } from "./layout.ts";
import { levelsOfSeats, NO_LEVEL, NOT_FOR_SALE, type Selling } from "./painting/level-of-seats.ts";

/** Places column by column: id, price level, kind and status of each. A removed place keeps a row, but nobody can have it again. */
export type SeatRows = {
  ids: number[];
  priceLevelIds: number[];
  kinds: string[];
  statuses: ("AVAILABLE" | "BLOCKED" | "REMOVED")[];
};

/**
 * The rows of a layout's places, column by column. Seats that are not for sale are blocked; their level is the first one, which no one is
 * asked to pay.
 */
export function seatRowsOf(layout: Layout, selling: Selling): SeatRows {
  const found = levelsOfSeats(layout, selling);
  const places = placesOf(layout);
  const priceLevelIds = places.map((place, i) => {
    const own = found[i + 1] ?? NO_LEVEL;
    const level = own === NOT_FOR_SALE ? selling.levels[0]?.id : own;
    const isPriced = level !== undefined && level !== NO_LEVEL;
    invariant(isPriced, `a price level sells the category ${layout.categories[place.category]?.name}`);
    return level;
  });
  const statuses = places.map((_, i) => (found[i + 1] === NOT_FOR_SALE ? "BLOCKED" : "AVAILABLE"));
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
