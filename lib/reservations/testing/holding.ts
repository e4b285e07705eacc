import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import type { Refused } from "#lib/platform/http/refusals";
import { parsePublicId, uuidv7 } from "#lib/platform/ids";
import { aBuyer } from "../../../prisma/seed/builders.ts";
import type { ReservationWire } from "../contract.ts";
import type { HoldAnswer } from "../hold-answer.ts";
import { type HoldSeats, holdSeats } from "../hold-seats.ts";

/** What tests of holds say often. */
/** Holds named seats for a new buyer. */
export function hold(eventId: number, seatIds: number[], more: Partial<HoldSeats> = {}) {
  return holdSeats({ eventId, buyerKey: aBuyer(), clientReservationId: uuidv7(), wanted: { seatIds }, ...more });
}

/** The reservation of a hold that must be granted. */
export async function held(answer: Promise<HoldAnswer>): Promise<ReservationWire> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.reservation;
}

/** The refusal of a hold. Throws when it succeeds. */
export async function refused(
  answer: Promise<{ ok: true } | Refused>,
): Promise<{ code: string } & Record<string, unknown>> {
  const result = await answer;
  if (result.ok) throw new Error("was not refused");
  return result.refusal;
}

/** A guest with this buyer key and nothing else. */
export function person(buyerKey: string): Person {
  return { keys: [buyerKey], userId: undefined, email: undefined, name: undefined, isAdmin: false, isTwoFactor: false };
}

export const idOf = (reservation: ReservationWire) => {
  const id = parsePublicId(reservation.reservation_id);
  if (!id) throw new Error("no public id");
  return id;
};

export const statusOf = async (reservation: ReservationWire) =>
  (await db().reservation.findUniqueOrThrow({ where: { eventId_id: idOf(reservation) } })).status;

export const freeSeats = (eventId: number, ids: number[]) =>
  db().seat.count({ where: { eventId, id: { in: ids }, status: "AVAILABLE" } });

/** Moves a reservation and its seats into the past, as if its time had run out. */
export async function lapse(reservation: ReservationWire, secondsAgo = 1): Promise<void> {
  const { eventId, id } = idOf(reservation);
  await db()
    .$executeRaw`UPDATE reservations SET expires_at = now() - make_interval(secs => ${secondsAgo}::int) WHERE event_id = ${eventId} AND id = ${id}::uuid`;
  await db()
    .$executeRaw`UPDATE seats SET held_until = now() - make_interval(secs => ${secondsAgo}::int) WHERE event_id = ${eventId} AND reservation_id = ${id}::uuid`;
}
