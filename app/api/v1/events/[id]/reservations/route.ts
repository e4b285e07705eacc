import { buyer } from "#lib/accounts/authority";
import { newGuest } from "#lib/accounts/identify";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { eventParams, holdBody } from "#lib/reservations/contract";
import { holdSeats } from "#lib/reservations/hold-seats";

/** Holds seats. Anyone may: a stranger becomes a guest, whose cookie comes with the first hold. */
export const POST = door(
  {
    route: "/api/v1/events/{id}/reservations",
    params: eventParams,
    body: holdBody,
    authority: buyer,
  },
  async ({ params, body, who }) => {
    const guest = who.keys.length === 0 ? newGuest() : undefined;
    const { seat_ids: seatIds, best_available: best } = body;
    const result = await holdSeats({
      eventId: params.id,
      buyerKey: who.keys[0] ?? guest?.buyerKey ?? "",
      clientReservationId: body.client_reservation_id,
      wanted: best
        ? {
            best: {
              quantity: best.quantity,
              priceLevel: best.price_level,
              section: best.section,
              accessible: best.accessible,
            },
          }
        : { seatIds: seatIds ?? [] },
      ttlSeconds: body.ttl_seconds,
    });
    if (!result.ok) return result;
    const headers: Record<string, string> = { location: `/api/v1/reservations/${result.reservation.reservation_id}` };
    if (guest) headers["set-cookie"] = guest.setCookie;
    return json(result.reservation, { status: 201, headers });
  },
);
