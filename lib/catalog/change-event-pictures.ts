import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { claimEventPictures } from "./event-pictures-store.ts";
import { ownEvent } from "./organizer-event.ts";
import type { EventPictures, NewEventPictures } from "./pictures/event-picture-contract.ts";
import { refuse } from "./refusals.ts";

/**
 * Gives an event these pictures, in this order, in place of those that it has. A change made on an older `revision` is refused with the
 * pictures of now; a picture that is not stored, by its place.
 */
export async function changeEventPictures(
  person: Staff,
  id: number,
  wanted: NewEventPictures,
): Promise<({ ok: true } & EventPictures) | Refused<"not_found" | "forbidden" | "invalid_request" | "event_edited">> {
  const own = await ownEvent(person, id, "event.write");
  if (!own.ok) return own;
  return (await claimEventPictures(id, { person, wanted })) ?? refuse("not_found");
}
