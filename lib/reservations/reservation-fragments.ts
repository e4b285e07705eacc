import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { statesBefore, statesBeforeOrIn, statesBeforeSql } from "#lib/platform/transitions";
import type { Prisma } from "#prisma/generated/client";
import { RESERVATION_TRANSITIONS, type ReservationStatus } from "./state.ts";

export type LockedReservation = Prisma.ReservationGetPayload<object>;

/**
 * Locks reservations until the transaction ends, in the order of their ids, and reads them. They are locked behind their orders
 * and before their seats.
 */
export async function lockReservations(
  tx: Transaction,
  { eventId, ids }: { eventId: number; ids: readonly string[] },
): Promise<Map<string, LockedReservation>> {
  await tx.$queryRaw`
    SELECT id FROM reservations WHERE event_id = ${eventId}::int AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.reservation.findMany({ where: { eventId, id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Moves locked reservations along the table of their states. */
export async function moveReservations(
  tx: Transaction,
  { eventId, ids }: { eventId: number; ids: readonly string[] },
  status: ReservationStatus,
): Promise<void> {
  const from = { in: statesBefore<ReservationStatus>(RESERVATION_TRANSITIONS, status) };
  const where = { eventId, id: { in: [...ids] }, status: from };
  const { count } = await tx.reservation.updateMany({ where, data: { status } });
  invariant(count === ids.length, "locked reservations move along the table of their states");
}

/** Moves a locked reservation along the table of its states, with further changes. */
export async function moveReservation(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: string },
  { status, ...data }: { status: ReservationStatus; seatIds?: number[]; unitMinor?: number[]; totalMinor?: number },
): Promise<void> {
  const from = { in: statesBeforeOrIn<ReservationStatus>(RESERVATION_TRANSITIONS, status) };
  const { count } = await tx.reservation.updateMany({
    where: { eventId, id, status: from },
    data: { status, ...data },
  });
  invariant(count === 1, "a locked reservation moves along the table of its states");
}

/** The reservations of an event by state, with the time at which the last of each lapses. */
export async function lastHolds(
  tx: Transaction,
  eventId: number,
): Promise<{ status: ReservationStatus; lapsesAt: Date }[]> {
  const groups = await tx.reservation.groupBy({ by: ["status"], where: { eventId }, _max: { expiresAt: true } });
  return groups.map(({ status, _max }) => ({ status, lapsesAt: _max.expiresAt ?? new Date(0) }));
}

/** Deletes the lapsed reservations of an event that is deleted, and what holds of it were refused. */
export async function deleteReservationsOf(tx: Transaction, eventId: number): Promise<void> {
  await tx.reservation.deleteMany({ where: { eventId } });
  await tx.refusedHold.deleteMany({ where: { eventId } });
}

/** The rest of a basket after some of its seats were refunded; undefined when none is left. */
export function basketWithout(
  { seatIds, unitMinor }: { seatIds: readonly number[]; unitMinor: readonly number[] },
  given: ReadonlySet<number>,
): { seatIds: number[]; unitMinor: number[]; totalMinor: number } | undefined {
  const kept = seatIds.flatMap((id, i) => (given.has(id) ? [] : [{ id, minor: unitMinor[i] ?? 0 }]));
  if (kept.length === 0) return undefined;
  return {
    seatIds: kept.map(({ id }) => id),
    unitMinor: kept.map(({ minor }) => minor),
    totalMinor: kept.reduce((sum, { minor }) => sum + minor, 0),
  };
}

/** The statement by which a function reads columns of a reservation and locks it, while it is held and in its time. */
export const lockHeldReservation = (wanted: { eventId: string; id: string; columns: string; into: string }) =>
  `SELECT ${wanted.columns} INTO ${wanted.into} FROM reservations r
  WHERE r.event_id = ${wanted.eventId} AND r.id = ${wanted.id} AND r.status IN (${BEFORE_PAYING}) AND r.expires_at > now() FOR UPDATE`;

const BEFORE_PAYING = statesBeforeSql<ReservationStatus>(RESERVATION_TRANSITIONS, "PAYING");

/** Whether a buyer holds seats of an event, or pays for them: an SQL expression over two SQL expressions. `ANY (keys)` asks for a buyer with several keys. */
export const hasSeatsHeld = ({ eventId, buyerKey }: { eventId: string; buyerKey: string }) =>
  `EXISTS (SELECT FROM reservations r WHERE r.event_id = ${eventId} AND r.buyer_key = ${buyerKey}
    AND r.status IN ('HELD', 'PAYING') AND r.expires_at > now())`;

/** The buyer keys of an event's running holds: an SQL query. `eventId` is an SQL expression. */
export const keysWithHold = (eventId: string) =>
  `SELECT r.buyer_key FROM reservations r WHERE r.event_id = ${eventId} AND r.status = 'HELD' AND r.expires_at > now()`;
