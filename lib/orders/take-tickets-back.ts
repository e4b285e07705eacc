import type { Transaction } from "#lib/platform/db/transaction";
import { basketWithout, moveReservation } from "#lib/reservations/reservation-fragments";
import { type ChangedSeats, freeSeats } from "#lib/seating/seat-fragments";
import { type LiveTicket, voidTickets } from "#lib/tickets/ticket-fragments";
import type { Books } from "./books.ts";

/**
 * Takes locked tickets of an order back: they are void, their seats are free, and they no longer count towards the buyer's limit.
 * Answers the seats to announce once the transaction is committed.
 */
export async function takeTicketsBack(
  tx: Transaction,
  { order, reservation }: Books,
  chosen: readonly LiveTicket[],
): Promise<ChangedSeats> {
  const { eventId, reservationId } = order;
  await voidTickets(tx, { eventId, ids: chosen.map(({ id }) => id) });
  const seatIds = chosen.map(({ seatId }) => seatId);
  if (seatIds.length > 0 && reservation.status === "CONFIRMED") {
    const basket = basketWithout(reservation, new Set(seatIds));
    await moveReservation(tx, reservation, basket ? { status: "CONFIRMED", ...basket } : { status: "CANCELLED" });
  }
  return freeSeats(tx, { eventId, seatIds, reservationId, status: "BOOKED" });
}
