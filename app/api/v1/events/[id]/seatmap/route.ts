import { anyone } from "#lib/accounts/authority";
import { door } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";
import { json } from "#lib/platform/response";
import { eventParams } from "#lib/reservations/contract";
import { openLiveSeats } from "#lib/seating/live-seats";
import { seatMapOf } from "#lib/seating/seat-map-view";

/** The whole map with states, for clients that would rather read one document than two. */
export const GET = door(
  { route: "/api/v1/events/{id}/seatmap", authority: anyone, params: eventParams },
  async ({ params }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    return json(seatMapOf(seats), { headers: { "cache-control": "public, max-age=1" } });
  },
);
