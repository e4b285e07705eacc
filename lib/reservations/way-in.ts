import type { Refusals } from "#lib/platform/http/refusals";
import { findOwnPlace } from "#lib/waiting-room/find-own-place";

/** Where to join the queue, and the place of a buyer who has joined. */
export async function wayIn(eventId: number, buyerKey: string): Promise<Refusals["queue_required"]> {
  const own = await findOwnPlace(eventId, [buyerKey]);
  return { queue_url: `/api/v1/events/${eventId}/queue`, ...own?.place };
}
