import type { Transaction } from "#lib/platform/db/transaction";
import { statesBeforeSql } from "#lib/platform/transitions";
import { SEAT_TRANSITIONS } from "./state.ts";

/**
 * How other services' statements lock, free and hold seats. Seats are locked in (event, seat) order here and everywhere, so
 * that no two transactions wait for each other in a circle.
 */
export type ChangedSeats = { eventId: number; seatIds: number[]; versions: number[] };

/** Whether a seat may be held now: it is available, or held and past its time. `s` is the alias of the locked row. */
export const isFree = (s: string) =>
  `(${s}.status = 'AVAILABLE' OR (${s}.status = 'HELD' AND ${s}.held_until <= now()))`;

/**
 * A CTE's body that locks seats: those of `seatIds` of the rows of `from`, which has `event_id`, in order, where `where` holds.
 * `columns` are further columns of `s` and of the rows.
 */
export const lockSeats = (wanted: {
  from: string;
  eventId: string;
  seatIds: string;
  where?: string;
  columns?: string;
}) =>
  `SELECT s.event_id, s.id${wanted.columns ? `, ${wanted.columns}` : ""} FROM ${wanted.from} JOIN seats s ON s.event_id = ${wanted.eventId} AND s.id = ANY (${wanted.seatIds})
  ${wanted.where ? `WHERE ${wanted.where} ` : ""}ORDER BY s.event_id, s.id FOR UPDATE OF s`;

/** A CTE's body that makes locked seats available, and answers event_id, id and version of each. */
export const freeLockedSeats = (locked: string) =>
  `UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM ${locked} l WHERE s.event_id = l.event_id AND s.id = l.id AND s.status IN (${statesBeforeSql(SEAT_TRANSITIONS, "AVAILABLE")})
  RETURNING s.event_id, s.id, s.version`;

type SeatsOf = { eventId: number; seatIds: readonly number[]; reservationId: string };

const FREE = `
WITH locked AS MATERIALIZED (
  ${lockSeats({ from: "(SELECT $1::int AS event_id) w", eventId: "w.event_id", seatIds: "$2::int[]", where: "s.reservation_id = $3::uuid AND s.status = $4::seat_status" })}
), freed AS (
  ${freeLockedSeats("locked")}
)
SELECT id, version FROM freed ORDER BY id`;

/** Makes those of the seats available that are still the reservation's own in this state; answers which. */
export async function freeSeats(
  tx: Transaction,
  { eventId, seatIds, reservationId, status }: SeatsOf & { status: "HELD" | "BOOKED" },
): Promise<ChangedSeats> {
  return changedOf(eventId, await tx.$queryRawUnsafe<SeatRow[]>(FREE, eventId, [...seatIds], reservationId, status));
}

const FREE_MANY = `
WITH locked AS MATERIALIZED (
  ${lockSeats({ from: "(SELECT $1::int AS event_id) w", eventId: "w.event_id", seatIds: "$2::int[]", where: "s.reservation_id = ANY ($3::uuid[]) AND s.status = $4::seat_status" })}
), freed AS (
  ${freeLockedSeats("locked")}
)
SELECT id, version FROM freed ORDER BY id`;

/** The same for the seats of many reservations. */
export async function freeSeatsOfMany(
  tx: Transaction,
  of: { eventId: number; seatIds: readonly number[]; reservationIds: readonly string[]; status: "HELD" | "BOOKED" },
): Promise<ChangedSeats> {
  const { eventId, seatIds, reservationIds, status } = of;
  if (seatIds.length === 0) return { eventId, seatIds: [], versions: [] };
  const rows = await tx.$queryRawUnsafe<SeatRow[]>(FREE_MANY, eventId, [...seatIds], [...reservationIds], status);
  return changedOf(eventId, rows);
}

const HOLD = `
WITH locked AS MATERIALIZED (
  ${lockSeats({ from: "(SELECT $1::int AS event_id) w", eventId: "w.event_id", seatIds: "$2::int[]", columns: `${isFree("s")} AS is_free` })}
), can AS MATERIALIZED (
  SELECT count(*) FILTER (WHERE is_free) = cardinality($2::int[]) AS is_whole FROM locked
)
UPDATE seats s SET status = 'HELD', version = s.version + 1, reservation_id = $3::uuid, held_until = now() + make_interval(secs => $4::int)
FROM locked l, can c WHERE s.event_id = l.event_id AND s.id = l.id AND c.is_whole RETURNING s.id, s.version`;

/** Holds all of these seats for a reservation for so many seconds; undefined, and nothing done, when one of them is not free (INV-7). */
export async function holdFreeSeats(
  tx: Transaction,
  { eventId, seatIds, reservationId, seconds }: SeatsOf & { seconds: number },
): Promise<ChangedSeats | undefined> {
  const rows = await tx.$queryRawUnsafe<SeatRow[]>(HOLD, eventId, [...seatIds], reservationId, seconds);
  return rows.length === 0 ? undefined : changedOf(eventId, rows);
}

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
