import { limitsOfEvent } from "#lib/catalog/event-limits";
import { newGuest } from "#lib/identity/identify";
import { hasProvenAddress, provenAddressOf } from "#lib/identity/proven-address";
import { buyer } from "#lib/organizations/authority";
import { addressOf } from "#lib/platform/http/client-address";
import { endpoint } from "#lib/platform/http/endpoint";
import { asReplay } from "#lib/platform/http/idempotency";
import { errorResponse, json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { standingOf } from "#lib/protection/standing";
import { eventParams, holdBody, reservationWire } from "#lib/reservations/contract";
import { holdSeats } from "#lib/reservations/hold-seats";

/** Holds seats. Anyone may: a stranger becomes a guest, whose cookie comes with the first hold. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/reservations",
    params: eventParams,
    body: holdBody,
    authority: buyer,
    findsFirstAnswer: true,
    takesKeyProof: true,
    limit: limitTo("reserve", { eventOf: ({ id }: { id: number }) => limitsOfEvent(id) }),
    operation: {
      summary: "Hold seats",
      description:
        "All the seats or none, for some minutes: by `seat_ids`, or the best ones by `best_available`. The same `client_reservation_id` answers the first answer again. Seats that cost nothing are held only for a person who is signed in with a confirmed mail address. Guests who have not solved a challenge for the event (`POST /events/{id}/challenges`) count together with all such guests of their network: together they hold what one person may.",
      tag: "Reservations",
      answers: {
        201: { description: "The seats are held.", body: reservationWire, headers: { Location: "The reservation." } },
      },
      refuses: [
        "sale_closed",
        "presale_access_required",
        "seats_not_on_sale",
        "sale_stopped",
        "sale_paused",
        "queue_required",
        "wrong_browser",
        "email_unproven",
        "seat_unavailable",
        "seat_limit_exceeded",
        "challenge_required",
        "too_many_holds",
        "refused_by_organizer",
        "not_enough_seats",
        "orphan_seat",
        "amount_not_payable",
        "idempotency_mismatch",
      ],
      example: {
        body: { client_reservation_id: "0192f0c1-5b7e-4d6a-9c3f-2a1b0c9d8e7f", seat_ids: [1, 2], ttl_seconds: 600 },
      },
    },
  },
  async ({ request, params, body, who, key, keyThumbprint }) => {
    const { networkKey, provenAt } = standingOf({
      ...{ who, headers: request.headers, address: addressOf(request.headers), eventId: params.id },
    });
    const guest = who.keys.length === 0 ? newGuest() : undefined;
    const { seat_ids: seatIds, best_available: best } = body;
    const asked = {
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
      hasProvenAddress: hasProvenAddress(who),
      otherKeys: who.keys.slice(1),
      provenEmail: provenAddressOf(who),
      networkKey,
      provenAt,
      key,
      keyThumbprint,
    };
    const result = await holdSeats(asked);
    if (!result.ok) return result.isReplay ? asReplay(errorResponse(result.refusal)) : result;
    const headers: Record<string, string> = { location: `/api/v1/reservations/${result.reservation.reservation_id}` };
    if (guest) headers["set-cookie"] = guest.setCookie;
    const response = json(result.reservation, { status: 201, headers });
    return result.isReplay ? asReplay(response) : response;
  },
);
