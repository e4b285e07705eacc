import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { seatMap } from "#lib/seating/answer-contract";
import { openLiveSeats } from "#lib/seating/live-seats";
import { seatMapOf } from "#lib/seating/seat-map-view";

/** The whole map with states, for clients that would rather read one document than two. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/seatmap",
    authority: anyone,
    limit: limitTo("browse"),
    params: eventParams,
    operation: {
      summary: "Read the whole seat map",
      description:
        "Sections, rows and seats with state and price. Maps that draw prefer the layout and the availability.",
      tag: "Seats",
      answers: { 200: { description: "The map as it is now.", body: seatMap } },
      example: {},
    },
  },
  async ({ params }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    return json(seatMapOf(seats), { headers: { "cache-control": "public, max-age=1" } });
  },
);
