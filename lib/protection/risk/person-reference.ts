import { createHmac } from "node:crypto";
import { secretKey, uuidv7 } from "#lib/platform/ids";
import { referenceOf } from "./review-reference.ts";

/**
 * How organizers and people name a person of an event whom neither side calls by name: on the list of reviews and on that of holds again
 * and again alike. A keyed hash of event and person: it tells nothing of either, and is another one at each event.
 */

/** A new id of the review of a person; its end is the person's reference. */
export function reviewIdOf(eventId: number, personKey: string): string {
  return `${uuidv7().slice(0, -REFERENCE_LETTERS)}${endOf(eventId, personKey)}`;
}

/** The reference of a buyer or of a network, by the key that holds count them with. */
export function personReference(eventId: number, personKey: string): string {
  return referenceOf(endOf(eventId, personKey));
}

const REFERENCE_LETTERS = 8;

function endOf(eventId: number, personKey: string): string {
  const digest = createHmac("sha256", secretKey("reference of a person"))
    .update(`${eventId} ${personKey}`)
    .digest("hex");
  return digest.slice(0, REFERENCE_LETTERS);
}
