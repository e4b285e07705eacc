import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { checkLayout } from "./check-layout.ts";
import { type Layout, seatCountOf } from "./layout.ts";
import { hashLayout } from "./layout-hash.ts";
import { seatRowsOf, withGaps } from "./seat-rows.ts";
import { appendSeats, claimLayout, loadPriceLevels } from "./store.ts";

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
  await appendSeats(eventId, withGaps(seatRowsOf(layout, { levels: await loadPriceLevels(eventId, tx) })), tx);
}
