import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { refuse } from "#lib/platform/http/refusals";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { isPaused, pricesOf } from "#lib/seating/live-feed";
import { openLiveSeats } from "#lib/seating/live-seats";

const HEADERS = {
  ETag: "The version of the states.",
  "Layout-Hash": "The hall whose seats these are: another than before where the hall was changed.",
  "Price-Painting":
    "The revision of the price levels that are painted on the hall: another than before where they were.",
  "Level-Prices": "The all-in list prices of the levels by their ids, in the major unit, as JSON.",
  "Sale-Paused": "`true` while the organizer pauses the sale: no seats are held, and what is held is honoured.",
};

/** The state of every seat, two bits each (lib/seating/seat-state.ts). */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/availability",
    authority: anyone,
    limit: limitTo("browse"),
    params: eventParams,
    operation: {
      summary: "Read the state of every seat",
      description:
        "Two bits a seat: seat `id` stands at bits 2·((id − 1) mod 4) of byte (id − 1) div 4; 0 available, 1 held, 2 booked, 3 blocked. Ask again with `If-None-Match`.",
      tag: "Seats",
      answers: {
        200: {
          description: "The states.",
          type: "application/octet-stream",
          headers: HEADERS,
        },
        304: { description: "Nothing changed since.", headers: HEADERS },
      },
      example: {},
    },
  },
  async ({ params, request }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    const headers = {
      etag: `"${seats.version()}"`,
      "layout-hash": seats.event.layoutHash,
      "price-painting": String(seats.event.pricePaintingRevision),
      "level-prices": JSON.stringify(pricesOf(seats.event)),
      "sale-paused": String(isPaused(seats.event)),
      "cache-control": "public, max-age=0, must-revalidate",
    };
    if (request.headers.get("if-none-match") === headers.etag) return new Response(null, { status: 304, headers });
    return new Response(seats.bitmap.slice(), { headers: { ...headers, "content-type": "application/octet-stream" } });
  },
);
