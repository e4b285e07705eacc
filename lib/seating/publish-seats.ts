import { invariant } from "#lib/platform/invariant";
import { checkLayout } from "./check-layout.ts";
import { type Layout, placesOf, seatCountOf } from "./layout.ts";
import { hashLayout } from "./layout-hash.ts";
import { appendLayout, appendSeats, loadPriceLevels, type SeatRows } from "./store.ts";

/**
 * Stores a layout for a venue under the hash of its content, as the venue's next version. Storing the same layout again
 * changes nothing. Throws when `checkLayout` finds problems; callers with files from outside check first.
 */
export async function saveLayout(venueId: number, layout: Layout): Promise<string> {
  const problems = checkLayout(layout);
  invariant(problems.length === 0, `a layout to be stored is sound: ${problems.join("; ")}`);
  const { hash, json } = hashLayout(layout);
  await appendLayout({ hash, venueId, seatCount: seatCountOf(layout), geometry: json });
  return hash;
}

/** Copies an event's layout into `seats`, one row a place, each at the price level that sells its category. */
export async function publishSeats(eventId: number, layout: Layout): Promise<void> {
  await appendSeats(eventId, seatRowsOf(layout, await loadPriceLevels(eventId)));
}

/** The rows of a layout's places, column by column. */
export function seatRowsOf(
  layout: Layout,
  levels: readonly { id: number; layoutCategories: readonly number[] }[],
): SeatRows {
  const levelOf = new Map(levels.flatMap(({ id, layoutCategories }) => layoutCategories.map((each) => [each, id])));
  const places = placesOf(layout);
  const priceLevelIds = places.map((place) => {
    const level = levelOf.get(place.category);
    invariant(level !== undefined, `a price level sells the category ${layout.categories[place.category]?.name}`);
    return level;
  });
  return { ids: places.map((place) => place.id), priceLevelIds, kinds: places.map((place) => place.kind) };
}
