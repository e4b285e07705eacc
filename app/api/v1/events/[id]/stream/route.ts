import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { currentContext } from "#lib/platform/http/request-context";
import { limitTo } from "#lib/protection/limits";
import { takePlace } from "#lib/realtime/open-connections";
import { eventStream } from "#lib/realtime/sse";
import { eventParams } from "#lib/reservations/contract";
import { openLiveSeats } from "#lib/seating/live-seats";

/** A snapshot of the seats, then every change of them, for as long as the reader listens. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/stream",
    authority: anyone,
    limit: limitTo("browse"),
    params: eventParams,
    operation: {
      summary: "Follow the seats live",
      description:
        "Server-sent events: `snapshot` with `{version, layout_hash, painting, prices, paused, states}` (the availability bytes in base64; `painting` is the revision of the price levels painted on seats, `prices` are those of the levels by id, `paused` says whether the organizer pauses the sale), then `delta` with `[[seat_id, state, version], …]`; `prices` with all of them when one changed; `sale` with `{paused}` when the sale is paused or goes on; `layout` with `{layout_hash, painting}` when the hall or its painted levels were changed: load the seat map again; a comment every 15 s. Apply a change only when its version is newer than yours. `Last-Event-ID` resumes.",
      tag: "Seats",
      answers: { 200: { description: "The stream, open as long as you listen.", type: "text/event-stream" } },
      example: {},
    },
  },
  async ({ params, request }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    const place = takePlace(currentContext()?.address ?? "unknown");
    if (!place.ok) return refuse("rate_limit_exceeded", { retry_after_seconds: 30, scope: place.scope });
    return eventStream(request, {
      source: (listener) => seats.listen(request.headers.get("last-event-id"), listener),
      snapshot: seats.snapshot,
      ended: place.leave,
    });
  },
);

export const dynamic = "force-dynamic";
