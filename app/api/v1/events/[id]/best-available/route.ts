import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { toMajor } from "#lib/platform/money";
import { limitTo } from "#lib/protection/limits";
import { bestAvailableAnswer, bestAvailableQuery, eventParams } from "#lib/reservations/contract";
import { refuse } from "#lib/reservations/refusals";
import { seatOnWire } from "#lib/reservations/reservation-wire";
import { chooseBest, priceOf } from "#lib/seating/choose-seats";
import { openLiveSeats } from "#lib/seating/live-seats";

/** The best free seats for a party, how they sit together and why. Holds nothing. */
export const GET = endpoint(
  {
    route: "/api/v1/events/{id}/best-available",
    authority: anyone,
    limit: limitTo("browse"),
    params: eventParams,
    query: bestAvailableQuery,
    operation: {
      summary: "Find the best free seats for a party",
      description: "Holds nothing. `tier` 0 sits side by side in one row, 5 is scattered; `why` says it in a word.",
      tag: "Seats",
      answers: { 200: { description: "The seats and what they cost together.", body: bestAvailableAnswer } },
      refuses: ["not_enough_seats"],
      example: { query: { quantity: "2" } },
    },
  },
  async ({ params, query }) => {
    const seats = await openLiveSeats(params.id);
    if (!seats) return refuse("not_found");
    await seats.refresh();
    const { price_level: priceLevel, ...rest } = query;
    const choice = chooseBest(seats, { ...rest, priceLevel });
    if (!choice) return refuse("not_enough_seats");
    const views = choice.seats.map((seatId) => seatOnWire(seats, seatId, priceOf(seats, seatId)));
    const total = choice.seats.reduce((sum, seatId) => sum + priceOf(seats, seatId), 0);
    const { currency } = seats.event;
    return json({ seats: views, tier: choice.tier, why: choice.why, total_price: toMajor(total, currency), currency });
  },
);
