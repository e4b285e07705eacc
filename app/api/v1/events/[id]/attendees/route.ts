import { attendeesAnswer, attendeesQuery } from "#lib/orders/attendees/attendees-contract";
import { listAttendees } from "#lib/orders/attendees/list-attendees";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** Who comes to an event. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/attendees",
    authority: staff("order.read"),
    limit: limitTo("manage"),
    params: eventParams,
    query: attendeesQuery,
    operation: {
      summary: "List who comes to an event",
      description:
        "A line for each ticket, by name or by seat, with what its buyer answered and whether it was admitted.",
      tag: "Tickets",
      answers: { 200: { description: "One page of the list, and how many there are.", body: attendeesAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { query: { state: "expected", sort: "name", limit: "50" } },
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listAttendees(who, id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);
