import { Failure, invariant } from "#lib/platform/invariant";
import { seatRowsOf } from "./publish-seats.ts";
import { claimPublished, findDraft, findLayout, loadPriceLevels } from "./store.ts";

/** How often publishing is tried again after a concurrent change of the draft. */
const TRIES_MAX = 10;

/**
 * Puts a draft on sale. Copying the seats from the layout and publishing happen in one transaction, so no one ever sees an
 * event without its seats. An event that is no longer a draft stays unchanged, so this may be repeated.
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
