import { findEvent } from "#lib/catalog/find-event";
import { BANDS } from "#lib/protection/risk/judge-risk";
import { referenceOf } from "#lib/protection/risk/review-reference";
import { findReviewsOf } from "#lib/protection/risk/review-store";
import type { OwnReview } from "./review-contract.ts";

/** What concerns the owner of these buyer keys on the list of an event; undefined for those who are not on it or approved. */
export async function findOwnReview(eventId: number, keys: readonly string[]): Promise<OwnReview | undefined> {
  const reviews = await findReviewsOf(eventId, keys);
  // An order brings nobody into the slow lane: only requests of high risk do.
  const isSlow = ({ state, score }: (typeof reviews)[number]) => state === "OPEN" && score >= BANDS.high;
  const found = reviews.find(({ state }) => state === "REFUSED") ?? reviews.find(isSlow);
  // One of their keys is approved: then they stand in no slow lane.
  const isApproved = reviews.some(({ state }) => state === "APPROVED");
  if (!found || (isApproved && found.state === "OPEN")) return undefined;
  const seller = (await findEvent({ id: eventId }))?.seller;
  return {
    state: found.state === "REFUSED" ? "refused" : "open",
    reference: referenceOf(found.id),
    organizer: seller?.name ?? "",
    contactEmail: seller?.contact_email ?? "",
  };
}
