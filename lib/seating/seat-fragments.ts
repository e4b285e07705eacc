import type { Transaction } from "#lib/platform/db/transaction";
import { statesBefore } from "#lib/platform/transitions";
import { SEAT_TRANSITIONS, type SeatStatus } from "./state.ts";

/**
 * How other services' statements lock, free and hold seats. Seats are locked in (event, seat) order here and everywhere, so
 * that no two transactions wait for each other in a circle.
 */
export type ChangedSeats = { eventId: number; seatIds: number[]; versions: number[] };

/**
 * Whether nobody has a seat now: it is available, or held and past its time. `s` is the alias of the locked row. Not whether a
 * buyer may have it: that is isFreeForAll, and with access isFreeFor (access/access-fragments.ts).
 */
export const isFree = (s: string) =>
  `(${s}.status = 'AVAILABLE' OR (${s}.status = 'HELD' AND ${s}.held_until <= now()))`;

/** Whether a seat is on sale to everybody: nobody has it, and it is not set aside. */
export const isFreeForAll = (s: string) => `(${isFree(s)} AND ${s}.allocation_id IS NULL)`;

type SeatsOf = { eventId: number; seatIds: readonly number[]; reservationId: string };

/** Makes those of the seats available that are still the reservation's own in this state; answers which. */
export async function freeSeats(
  tx: Transaction,
  { reservationId, ...of }: SeatsOf & { status: "HELD" | "BOOKED" },
): Promise<ChangedSeats> {
  return freeSeatsOfMany(tx, { ...of, reservationIds: [reservationId] });
}

/** The same for the seats of many reservations. */
export async function freeSeatsOfMany(
  tx: Transaction,
  of: { eventId: number; seatIds: readonly number[]; reservationIds: readonly string[]; status: "HELD" | "BOOKED" },
): Promise<ChangedSeats> {
  const { eventId, seatIds, reservationIds, status } = of;
  if (seatIds.length === 0) return { eventId, seatIds: [], versions: [] };
  const locked = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM seats WHERE event_id = ${eventId}::int AND id = ANY (${[...seatIds]}::int[])
      AND reservation_id = ANY (${[...reservationIds]}::uuid[]) AND status = ${status}::seat_status
    ORDER BY event_id, id FOR UPDATE`;
  const before = statesBefore<SeatStatus>(SEAT_TRANSITIONS, "AVAILABLE");
  const freed = await tx.seat.updateManyAndReturn({
    where: { eventId, id: { in: locked.map(({ id }) => id) }, status: { in: before } },
    data: { status: "AVAILABLE", version: { increment: 1 }, reservationId: null, heldUntil: null },
    select: { id: true, version: true },
  });
  return changedOf(eventId, freed);
}

/**
 * Holds all of these seats for a reservation for so many seconds; undefined, and nothing done, when one of them is not free for
 * everybody (INV-7).
 */
export async function holdFreeSeats(
  tx: Transaction,
  { eventId, seatIds, reservationId, seconds }: SeatsOf & { seconds: number },
): Promise<ChangedSeats | undefined> {
  const locked = await tx.$queryRawUnsafe<{ id: number; isFree: boolean; until: Date }[]>(
    LOCK_TO_HOLD,
    ...[eventId, [...seatIds], seconds],
  );
  const [first] = locked;
  if (!first || locked.length !== seatIds.length || !locked.every((seat) => seat.isFree)) return undefined;
  const rows = await tx.seat.updateManyAndReturn({
    where: { eventId, id: { in: locked.map(({ id }) => id) } },
    data: { status: "HELD", version: { increment: 1 }, reservationId, heldUntil: first.until },
    select: { id: true, version: true },
  });
  return changedOf(eventId, rows);
}

const LOCK_TO_HOLD = `
SELECT s.id, ${isFreeForAll("s")} AS "isFree", now() + make_interval(secs => $3::int) AS until FROM seats s
WHERE s.event_id = $1::int AND s.id = ANY ($2::int[]) ORDER BY s.event_id, s.id FOR UPDATE`;

/** Locks all seats of a locked event, in order. Earlier holds are committed by then; later ones wait and find what became of it. */
export async function lockSeatsOfEvent(tx: Transaction, eventId: number): Promise<void> {
  await tx.$queryRaw`
    SELECT count(*)::int FROM (SELECT id FROM seats WHERE event_id = ${eventId}::int ORDER BY event_id, id FOR UPDATE) s`;
}

/** Deletes all seats of an event that the caller has locked and found unsold. */
export async function deleteSeatsOfEvent(tx: Transaction, eventId: number): Promise<void> {
  await tx.seat.deleteMany({ where: { eventId } });
}

/** The price levels of seats, by seat. */
export async function priceLevelsOf(
  tx: Transaction,
  { eventId, seatIds }: { eventId: number; seatIds: readonly number[] },
): Promise<Map<number, number>> {
  const seats = await tx.seat.findMany({
    where: { eventId, id: { in: [...seatIds] } },
    select: { id: true, priceLevelId: true },
  });
  return new Map(seats.map(({ id, priceLevelId }) => [id, priceLevelId]));
}

type SeatRow = { id: number; version: number };

function changedOf(eventId: number, rows: readonly SeatRow[]): ChangedSeats {
  const inOrder = [...rows].sort((a, b) => a.id - b.id);
  return { eventId, seatIds: inOrder.map(({ id }) => id), versions: inOrder.map(({ version }) => version) };
}
