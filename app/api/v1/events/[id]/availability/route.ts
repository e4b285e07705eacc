import { anyone } from "#lib/accounts/authority";
import { door } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";
import { eventParams } from "#lib/reservations/contract";
import { openLiveSeats } from "#lib/seating/live-seats";

/** The state of every seat, two bits each (lib/seating/seat-state.ts). */
export const GET = door(
  { route: "/api/v1/events/{id}/availability", authority: anyone, params: eventParams },
  async ({ params, request }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    const headers = { etag: `"${seats.version()}"`, "cache-control": "public, max-age=0, must-revalidate" };
    if (request.headers.get("if-none-match") === headers.etag) return new Response(null, { status: 304, headers });
    return new Response(seats.bitmap.slice(), { headers: { ...headers, "content-type": "application/octet-stream" } });
  },
);
