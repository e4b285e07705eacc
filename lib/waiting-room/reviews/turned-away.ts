import { findEvent } from "#lib/catalog/find-event";
import type { Refused } from "#lib/platform/http/refusals";
import { decisionOn } from "#lib/protection/risk/decided-people";
import { referenceOf } from "#lib/protection/risk/review-reference";
import { refuse } from "../refusals.ts";

/**
 * The refusal of a buyer whom the organizer of the event refused, with where they can turn to; undefined for all others. Judged by what
 * this process read within two seconds.
 */
export async function turnedAway(
  eventId: number,
  keys: readonly string[],
): Promise<Refused<"refused_by_organizer"> | undefined> {
  const decision = await decisionOn(eventId, keys);
  if (!decision?.isRefused) return undefined;
  const seller = (await findEvent({ id: eventId }))?.seller;
  return refuse("refused_by_organizer", {
    reference: referenceOf(decision.id),
    organizer: seller?.name ?? "",
    contact_email: seller?.contact_email ?? "",
  });
}

/** Whether the organizer approved the buyer, who then stands in no slow lane. */
export async function isApproved(eventId: number, keys: readonly string[]): Promise<boolean> {
  return (await decisionOn(eventId, keys))?.isRefused === false;
}
