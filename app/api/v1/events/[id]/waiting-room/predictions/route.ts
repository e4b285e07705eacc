import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { predictionsWire } from "#lib/waiting-room/predictions-contract";
import { readPredictions } from "#lib/waiting-room/read-predictions";

/** How well waits in the queue of a sale were predicted. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/waiting-room/predictions",
    limit: limitTo("manage"),
    params: eventParams,
    authority: staff("event.read"),
    operation: {
      summary: "Compare what people in the queue were shown with what came true",
      description:
        "From readings of the queue every ten seconds, for places spread over it: the range of the wait, at once and halfway, and the chance that seats of each price level are left.",
      tag: "Queue",
      answers: { 200: { description: "The record so far.", body: predictionsWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readPredictions(who, id);
    return read.ok ? json(read.predictions) : read;
  },
);
