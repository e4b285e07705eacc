import type { OwnEvent } from "../organizer-event.ts";
import { findOrganizerEvent } from "../organizer-store.ts";
import { isOpenPreview } from "./preview-store.ts";
import { eventOfPreview, hashPreview } from "./preview-token.ts";

/**
 * The event that a preview link shows; undefined when the link is none, was revoked or is over, and while the organization is suspended.
 * Nothing of it is cached: a link that was revoked shows nothing a moment later.
 */
export async function findPreview(token: string): Promise<OwnEvent | undefined> {
  const eventId = eventOfPreview(token);
  if (eventId === undefined || !(await isOpenPreview(eventId, hashPreview(token)))) return undefined;
  const found = await findOrganizerEvent(eventId);
  return found?.row.isStopped ? undefined : found;
}
