import { listEventsAhead } from "#lib/catalog/queries";
import { deleteReviewsOf, listReviewedEvents } from "#lib/protection/risk/review-store";

/** Deletes the lists of suspected buyers of events that ended more than a day ago, were cancelled or are gone. Answers how many rows. */
export async function forgetReviews(): Promise<number> {
  const reviewed = await listReviewedEvents();
  const ahead = new Set(await listEventsAhead(reviewed));
  return deleteReviewsOf(reviewed.filter((eventId) => !ahead.has(eventId)));
}
