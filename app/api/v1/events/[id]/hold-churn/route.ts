import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { churnList, churnQuery } from "#lib/reservations/churn-contract";
import { eventParams } from "#lib/reservations/contract";
import { listHoldChurn } from "#lib/reservations/list-hold-churn";

/** Who holds seats of an event again and again without buying. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/hold-churn",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: eventParams,
    query: churnQuery,
    operation: {
      summary: "List who holds seats again and again",
      description:
        "People and networks whose holds had to wait, or who were asked for a new proof, because they held seats again and again without buying; those of the latest hold first. What is older than a day is deleted.",
      tag: "Queue",
      answers: { 200: { description: "One page of the list, and how many there are.", body: churnList } },
      refuses: ["not_found", "forbidden"],
      example: { query: { span: "day", limit: "50" } },
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listHoldChurn(who, id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);
