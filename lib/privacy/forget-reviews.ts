import { listEventsAhead } from "#lib/catalog/queries";
import { deleteGroupsOf, listGroupedEvents } from "#lib/orders/persons/group-store";
import { deleteReviewsOf, listReviewedEvents } from "#lib/protection/risk/review-store";
import { forgetNetworksOf, listNetworkEvents } from "#lib/reservations/churn-store";

/**
 * Of events that ended more than a day ago, were cancelled or are gone: deletes the lists of suspected buyers, by which card and mailbox orders
 * belong together, and for which networks reservations counted. Answers how many rows.
 */
export async function forgetReviews(): Promise<number> {
  const [reviewed, grouped, networked] = [
    await listReviewedEvents(),
    await listGroupedEvents(),
    await listNetworkEvents(),
  ];
  const ahead = new Set(await listEventsAhead([...new Set([...reviewed, ...grouped, ...networked])]));
  const over = (eventIds: number[]) => eventIds.filter((eventId) => !ahead.has(eventId));
  const [reviews, groups] = [await deleteReviewsOf(over(reviewed)), await deleteGroupsOf(over(grouped))];
  return reviews + groups + (await forgetNetworksOf(over(networked)));
}
