import { pageQuery } from "#lib/catalog/halls/hall-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { allocationHistory, paintingAnswer, paintingBody } from "#lib/seating/allocations/allocation-contract";
import { paintSeats } from "#lib/seating/allocations/paint-seats";
import { readAllocationHistory } from "#lib/seating/allocations/read-allocations";
import { SEAT_LIST_BYTES_MAX } from "#lib/seating/check-layout";

const here = { route: "/api/v1/events/{id}/seat-painting", limit: limitTo("manage"), params: eventParams };

/** What became of seats that were set aside. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    query: pageQuery,
    operation: {
      summary: "List which seats were set aside and released",
      description: "The newest first: by hand, by time, or because everything else was sold.",
      tag: "Allocations",
      answers: { 200: { description: "One page of changes.", body: allocationHistory } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, query, who }) => {
    const read = await readAllocationHistory(who, id, query);
    return read.ok ? json(read.history) : read;
  },
);

/** Sets seats aside, or puts them on sale to everybody. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: paintingBody,
    bodyBytesMax: SEAT_LIST_BYTES_MAX,
    operation: {
      summary: "Set seats aside",
      description:
        "All the changes or none. Only seats that nobody holds and nobody has a ticket for: the refusal names the others. Maps of buyers follow at once. Allocations of a draft get their seats at publication.",
      tag: "Allocations",
      answers: { 200: { description: "How many seats changed.", body: paintingAnswer } },
      refuses: [
        "not_found",
        "forbidden",
        "painting_changed",
        "event_not_published",
        "seats_taken",
        "accessible_by_rule",
      ],
      example: { body: { revision: 0, changes: [{ seat_ids: [1, 2, 3], allocation: 1 }] } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const done = await paintSeats(who, id, body);
    return done.ok ? json({ painting_revision: done.revision, changed: done.changed }) : done;
  },
);
