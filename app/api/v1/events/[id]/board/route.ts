import { boardWire } from "#lib/analytics/board/board-contract";
import { readBoard } from "#lib/analytics/board/read-board";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

/** How the sale of an event stands, and what of it needs attention. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/board",
    authority: staff("event.read"),
    limit: limitTo("manage"),
    params: eventParams,
    operation: {
      summary: "Read how a sale stands",
      description:
        "Seats by state and price level, orders being paid, the queue, what was sold and taken, and what needs attention, the most urgent first. The event's stream tells when seats change: read the board again then, at most once in two seconds.",
      tag: "Events",
      answers: { 200: { description: "The board at this moment.", body: boardWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readBoard(who, id);
    return read.ok ? json(read.board) : read;
  },
);
