import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { listRiskReviews } from "#lib/waiting-room/reviews/list-reviews";
import { reviewList, reviewsQuery } from "#lib/waiting-room/reviews/review-contract";

/** The buyers of an event whose requests looked like a program's. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/risk-reviews",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: eventParams,
    query: reviewsQuery,
    operation: {
      summary: "List buyers whose requests looked like a program's",
      description:
        "Those who came last first. They solve harder challenges and stand in the slow lane of the queue until they are approved. The list is deleted the day after the event.",
      tag: "Queue",
      answers: { 200: { description: "One page of the list.", body: reviewList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { state: "open", limit: "50" } },
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listRiskReviews(who, id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);
