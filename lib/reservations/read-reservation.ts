import { owns, type Person } from "#lib/identity/identify";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { parsePublicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { openLiveSeats } from "#lib/seating/live-seats";
import type { ReservationWire } from "./contract.ts";
import { reservationOnWire } from "./reservation-wire.ts";
import { findReservation, type ReservationRow } from "./store.ts";

/** A person's own reservation as the API answers it; another buyer's looks missing. */
export async function readReservation(
  person: Person,
  reservationId: string,
): Promise<{ ok: true; reservation: ReservationWire } | Refused<"not_found">> {
  const id = parsePublicId(reservationId);
  const row = id && (await findOwn(person, id));
  if (!row) return refuse("not_found");
  const seats = await openLiveSeats(row.eventId);
  invariant(seats, "an event with reservations has seats");
  return { ok: true, reservation: reservationOnWire(row, seats) };
}

/** The stored reservation, when it is the person's. */
export async function findOwn(
  person: Person,
  { eventId, id }: { eventId: number; id: string },
): Promise<ReservationRow | undefined> {
  const row = await findReservation(eventId, id);
  return row && owns(person, row.buyerKey) ? row : undefined;
}
