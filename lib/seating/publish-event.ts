import { Failure, invariant } from "#lib/platform/invariant";
import { seatRowsOf } from "./publish-seats.ts";
import { claimPublished, findDraft, findLayout, loadPriceLevels } from "./store.ts";

/** How often it is read and tried anew when somebody changes the draft meanwhile. */
const TRIES_MAX = 10;

/**
 * Puts a draft on sale: its seats are copied from its layout and it appears, both or neither, so that nobody ever sees an
 * event without its seats. One that is not a draft any more stays as it is, so this may be repeated.
 */
export async function publishEvent(eventId: number): Promise<void> {
  for (let tried = 1; tried <= TRIES_MAX; tried++) {
    const draft = await findDraft(eventId);
    if (!draft) return;
    const layout = await findLayout(draft.layoutHash);
    invariant(layout, "an event's layout is stored");
    const rows = seatRowsOf(layout, await loadPriceLevels(eventId));
    if (await claimPublished(eventId, draft.updatedAt, rows)) return;
  }
  throw new Failure("database", "an event is being changed by many at once", { retryAfterSeconds: 1 });
}
