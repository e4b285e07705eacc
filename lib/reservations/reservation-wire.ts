import { publicId } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import type { LiveSeats } from "#lib/seating/live-seats";
import type { ReservationWire, SeatWire } from "./contract.ts";
import type { ReservationRow } from "./store.ts";

/** The wire's form of a reservation. */
export function reservationOnWire(row: ReservationRow, seats: LiveSeats): ReservationWire {
  return {
    reservation_id: publicId(row.eventId, row.id),
    event_id: row.eventId,
    status: row.status.toLowerCase() as ReservationWire["status"],
    seats: row.seatIds.map((seatId, i) => seatOnWire(seats, seatId, row.unitMinor[i] ?? 0)),
    total_price: toMajor(row.totalMinor, row.currency),
    currency: row.currency,
    expires_at: row.expiresAt.toISOString(),
    created_at: row.createdAt.toISOString(),
    extensions_remaining: row.status === "HELD" ? row.extensionsLeft : 0,
  };
}

/** One place with its labels and price. */
export function seatOnWire(seats: LiveSeats, seatId: number, unitMinor: number): SeatWire {
  const place = seats.placeOf(seatId);
  return {
    id: seatId,
    section: seats.layout.sections[place?.section ?? -1]?.name ?? "",
    row: place?.row ?? "",
    number: place?.number ?? "",
    price: toMajor(unitMinor, seats.event.currency),
  };
}
