import { anyone } from "#lib/accounts/authority";
import { door } from "#lib/platform/http";
import { refuse } from "#lib/platform/refusals";
import { eventStream } from "#lib/realtime/sse";
import { eventParams } from "#lib/reservations/contract";
import { openLiveSeats } from "#lib/seating/live-seats";

/** A snapshot of the seats, then every change of them, for as long as the reader listens. */
export const GET = door(
  { route: "/api/v1/events/{id}/stream", authority: anyone, params: eventParams },
  async ({ params, request }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    return eventStream(
      request,
      (listener) => seats.listen(request.headers.get("last-event-id"), listener),
      seats.snapshot,
    );
  },
);

export const dynamic = "force-dynamic";
