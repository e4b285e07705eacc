import { listEventsAhead } from "#lib/catalog/queries";
import { deleteGroupsOf, listGroupedEvents } from "#lib/orders/persons/group-store";
import { deleteReviewsOf, listReviewedEvents } from "#lib/protection/risk/review-store";

/**
 * Deletes the lists of suspected buyers, and by which card and mailbox orders belong together, of events that ended more than a day ago, were
 * cancelled or are gone. Answers how many rows.
 */
export async function forgetReviews(): Promise<number> {
  const [reviewed, grouped] = [await listReviewedEvents(), await listGroupedEvents()];
  const ahead = new Set(await listEventsAhead([...new Set([...reviewed, ...grouped])]));
  const over = (eventIds: number[]) => eventIds.filter((eventId) => !ahead.has(eventId));
  return (await deleteReviewsOf(over(reviewed))) + (await deleteGroupsOf(over(grouped)));
}
