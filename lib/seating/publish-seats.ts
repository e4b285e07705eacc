import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { checkLayout } from "./check-layout.ts";
import { type Layout, placesOf, seatCountOf } from "./layout.ts";
import { hashLayout } from "./layout-hash.ts";
import { appendSeats, claimLayout, loadPriceLevels, type SeatRows } from "./store.ts";

/**
 * Stores a layout for a venue under the hash of its content, as the next version of the venue's first hall. Storing the same layout again
 * changes nothing. Throws when `checkLayout` finds problems; callers with files from outside check first.
 */
export async function saveLayout(venueId: number, layout: Layout, tx?: Transaction): Promise<string> {
  const problems = checkLayout(layout);
  invariant(problems.length === 0, `a layout to be stored is sound: ${problems.join("; ")}`);
  const { hash, json } = hashLayout(layout);
  await claimLayout({ hash, venueId, seatCount: seatCountOf(layout), geometry: json }, tx);
  return hash;
}

/** Copies an event's layout into `seats`, one row a place, each at the price level that sells its category. */
export async function publishSeats(eventId: number, layout: Layout, tx?: Transaction): Promise<void> {
  await appendSeats(eventId, seatRowsOf(layout, await loadPriceLevels(eventId, tx)), tx);
}

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
