import type { Layout } from "./layout.ts";
import { seatRowsOf, withGaps } from "./seat-rows.ts";
import { claimPublished } from "./store.ts";

/**
 * Puts a draft on sale. Copying the seats from the layout and publishing happen in one transaction, so no one ever sees an
 * event without its seats. An event that is no longer a draft stays unchanged, so this may be repeated.
 */
export async function publishEvent(eventId: number): Promise<void> {
  await claimPublished(eventId, (geometry, selling) => withGaps(seatRowsOf(JSON.parse(geometry) as Layout, selling)));
}
