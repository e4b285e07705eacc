import { asOneGuest } from "../api/as-one-guest.ts";
import { type Answer, call } from "../api/call.ts";
import { proofKeeperOf, withProof } from "../challenges/with-proof.ts";

/** A reservation as the API answers it. Prices are decimal numbers of the major unit, times ISO 8601. */
export type HoldAnswer = Extract<Answer<"POST /api/v1/events/{id}/reservations">, { ok: true }>["value"];

export type SeatCalls = ReturnType<typeof createSeatCalls>;

/** The calls of the seats page. None of them throws. */
export function createSeatCalls(eventId: number, base = "") {
  return {
    /** Holds the seats, all or none, as a person with a proof. The same `clientReservationId` answers the first answer again. */
    hold: (clientReservationId: string, seatIds: readonly number[]) =>
      withProof(proofKeeperOf(eventId), () =>
        asOneGuest(() =>
          call("POST /api/v1/events/{id}/reservations", {
            base,
            params: { id: eventId },
            body: { client_reservation_id: clientReservationId, seat_ids: [...seatIds] },
          }),
        ),
      ),
    find: (id: string) => call("GET /api/v1/reservations/{id}", { base, params: { id } }),
    extend: (id: string, seconds: number) =>
      call("PATCH /api/v1/reservations/{id}/extend", { base, params: { id }, body: { additional_seconds: seconds } }),
    release: (id: string) => call("DELETE /api/v1/reservations/{id}", { base, params: { id } }),
  };
}
