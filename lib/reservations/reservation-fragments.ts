import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { statesBeforeOrIn } from "#lib/platform/transitions";
import type { Prisma } from "#prisma/generated/client";
import { RESERVATION_TRANSITIONS, type ReservationStatus } from "./state.ts";

export type LockedReservation = Prisma.ReservationGetPayload<object>;

/** Locks a reservation until the transaction ends, and reads it. It is locked behind its order and before its seats. */
export async function lockReservation(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: string },
): Promise<LockedReservation> {
  await tx.$queryRaw`SELECT id FROM reservations WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR UPDATE`;
  return tx.reservation.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
}

/** Moves a locked reservation along the table of its states, with what changes besides. */
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

/** What is left of a basket when some of its seats were given back; undefined when nothing is. */
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
