import { db } from "#lib/platform/db/db";
import { sql } from "#lib/platform/db/sql";
import { inTransaction } from "#lib/platform/db/transaction";
import type { PrismaClient } from "#prisma/generated/client";
import type { ReservationStatus } from "../state.ts";
import { claimExtension, claimLapsed, claimRelease, claimSeats } from "../store.ts";

/**
 * A small hall's sale without a database: the owner of each seat, the state of each reservation, the seats that are set aside, and the
 * buyers with access to them.
 */
export type Model = {
  seats: ModelSeat[];
  reservations: ModelReservation[];
  setAside: Set<number>;
  access: Set<string>;
};
export type ModelSeat = { status: "AVAILABLE" | "HELD" | "BOOKED"; by: number };
export type ModelReservation = {
  id: string;
  clientId: string;
  buyerKey: string;
  seatIds: number[];
  status: ReservationStatus;
  isLapsed: boolean;
  extensionsLeft: number;
};

export const SEATS = 12;
export const PER_HOLD = 3;
export const PER_BUYER = 5;
const NOBODY = -1;

export function emptyModel(): Model {
  return {
    seats: Array.from({ length: SEATS }, () => ({ status: "AVAILABLE", by: NOBODY })),
    ...{ reservations: [], setAside: new Set(), access: new Set() },
  };
}

const seatOf = (model: Model, seatId: number): ModelSeat => model.seats[seatId - 1] ?? { status: "BOOKED", by: NOBODY };

function set(model: Model, seatIds: number[], status: ModelSeat["status"], by: number): void {
  for (const seatId of seatIds) model.seats[seatId - 1] = { status, by };
}

/** A hold past its time counts as free. */
function isFree(model: Model, seatId: number): boolean {
  const seat = seatOf(model, seatId);
  return seat.status === "AVAILABLE" || (seat.status === "HELD" && model.reservations[seat.by]?.isLapsed === true);
}

/** Seats that are set aside are for buyers with access alone. */
const mayHave = (model: Model, seatId: number, buyerKey: string): boolean =>
  !model.setAside.has(seatId) || model.access.has(buyerKey);

/** The expected answer of a hold, and its effect on the model. */
export function modelHold(
  model: Model,
  ask: { id: string; clientId: string; buyerKey: string; seatIds: number[] },
): string {
  const mine = model.reservations.filter(({ buyerKey }) => buyerKey === ask.buyerKey);
  if (mine.some(({ clientId }) => clientId === ask.clientId)) return "replayed";
  const counted = mine.filter(
    (r) => r.status === "CONFIRMED" || (["HELD", "PAYING"].includes(r.status) && !r.isLapsed),
  );
  const already = counted.reduce((sum, { seatIds }) => sum + seatIds.length, 0);
  if (ask.seatIds.length > PER_HOLD || already + ask.seatIds.length > PER_BUYER) return "over_limit";
  if (!ask.seatIds.every((seatId) => isFree(model, seatId) && mayHave(model, seatId, ask.buyerKey))) return "taken";
  model.reservations.push({ ...ask, status: "HELD", isLapsed: false, extensionsLeft: 1 });
  set(model, ask.seatIds, "HELD", model.reservations.length - 1);
  return "held";
}

function own(model: Model, index: number): number[] {
  const ids = model.reservations[index]?.seatIds ?? [];
  return ids.filter((seatId) => seatOf(model, seatId).by === index && seatOf(model, seatId).status === "HELD");
}

export function modelExtend(model: Model, index: number): boolean {
  const r = model.reservations[index];
  if (r?.status !== "HELD" || r.isLapsed || r.extensionsLeft === 0) return false;
  r.extensionsLeft -= 1;
  return true;
}

export function modelRelease(model: Model, index: number): boolean {
  const r = model.reservations[index];
  if (r?.status !== "HELD") return false;
  set(model, own(model, index), "AVAILABLE", NOBODY);
  r.status = "CANCELLED";
  return true;
}

export function modelSweep(model: Model): number {
  let swept = 0;
  model.reservations.forEach((r, index) => {
    if (r.status !== "HELD" || !r.isLapsed) return;
    set(model, own(model, index), "AVAILABLE", NOBODY);
    r.status = "EXPIRED";
    swept += 1;
  });
  return swept;
}

export function modelPay(model: Model, index: number): boolean {
  const r = model.reservations[index];
  if (r?.status !== "HELD" || r.isLapsed) return false;
  r.status = "PAYING";
  return true;
}

/** Sets a seat aside or puts it on sale again, when nobody has it. */
export function modelSetAside(model: Model, seatId: number, isSetAside: boolean): boolean {
  if (!isFree(model, seatId)) return false;
  if (isSetAside) model.setAside.add(seatId);
  else model.setAside.delete(seatId);
  return true;
}

/** INV-5: a reservation past its time is confirmed only when all its seats can be taken again. */
export function modelConfirm(model: Model, index: number): boolean {
  const r = model.reservations[index];
  if (!r || !["PAYING", "EXPIRED"].includes(r.status)) return false;
  if (
    !r.seatIds.every(
      (seatId) =>
        (isFree(model, seatId) && mayHave(model, seatId, r.buyerKey)) ||
        (seatOf(model, seatId).by === index && seatOf(model, seatId).status === "HELD"),
    )
  )
    return false;
  set(model, r.seatIds, "BOOKED", index);
  r.status = "CONFIRMED";
  return true;
}

/** The database's side: the same moves by the store, time moved by SQL, and the payment's two steps as their guards are. */
export type Real = { eventId: number; client: PrismaClient };

export async function realHold(
  real: Real,
  ask: { id: string; clientId: string; buyerKey: string; seatIds: number[] },
): Promise<string> {
  const request = {
    reservationId: ask.id,
    eventId: real.eventId,
    buyerKey: ask.buyerKey,
    clientReservationId: ask.clientId,
    seatIds: ask.seatIds,
    ttlSeconds: 600,
  };
  const [verdict] = await claimSeats([request], real.client);
  return verdict?.kind ?? "none";
}

export const realExtend = async ({ eventId }: Real, id: string) =>
  (await claimExtension(eventId, id, 60)) !== undefined;
export const realRelease = async ({ eventId }: Real, id: string) => (await claimRelease(eventId, id)) !== undefined;
export const realSweep = async () => (await claimLapsed(500)).reservations;

export async function realLapse({ eventId }: Real, id: string): Promise<void> {
  await inTransaction(db(), async (tx) => {
    const [past] = await tx.$queryRaw<{ seat_ids: number[] }[]>`
      UPDATE reservations SET expires_at = now() - interval '1 s'
      WHERE event_id = ${eventId} AND id = ${id}::uuid AND status IN ('HELD', 'PAYING') RETURNING seat_ids`;
    if (!past) return;
    const own = sql`event_id = ${eventId} AND id = ANY (${past.seat_ids}) AND reservation_id = ${id}::uuid AND status = 'HELD'`;
    await tx.$queryRaw`SELECT id FROM seats WHERE ${own} ORDER BY event_id, id FOR UPDATE`;
    await tx.$executeRaw`UPDATE seats SET held_until = now() - interval '1 s' WHERE ${own}`;
  });
}

export async function realPay({ eventId }: Real, id: string): Promise<boolean> {
  const paying = await db().$executeRaw`
    UPDATE reservations SET status = 'PAYING' WHERE event_id = ${eventId} AND id = ${id}::uuid AND status = 'HELD' AND expires_at > now()`;
  return paying === 1;
}

export async function realSetAside({ eventId }: Real, seatId: number, isSetAside: boolean): Promise<boolean> {
  const changed = await db().$executeRaw`
    UPDATE seats SET allocation_id = ${isSetAside ? 1 : null}::smallint, version = version + 1
    WHERE event_id = ${eventId} AND id = ${seatId} AND (status = 'AVAILABLE' OR (status = 'HELD' AND held_until <= now()))`;
  return changed === 1;
}

export async function realAccess({ eventId }: Real, buyerKey: string, hasAccess: boolean): Promise<void> {
  await db().$executeRaw`DELETE FROM buyer_access WHERE event_id = ${eventId} AND buyer_key = ${buyerKey}`;
  if (hasAccess)
    await db()
      .$executeRaw`INSERT INTO buyer_access (event_id, buyer_key, source_id, allocation_id) VALUES (${eventId}, ${buyerKey}, 'model', 1)`;
}

export async function realConfirm({ eventId }: Real, id: string): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    const [res] = await tx.$queryRaw<{ seat_ids: number[] }[]>`
      SELECT seat_ids FROM reservations
      WHERE event_id = ${eventId} AND id = ${id}::uuid AND status IN ('PAYING', 'EXPIRED') FOR UPDATE`;
    if (!res) return false;
    const seats = await tx.$queryRaw<{ is_takeable: boolean }[]>`
      SELECT (status = 'HELD' AND reservation_id = ${id}::uuid) OR ((status = 'AVAILABLE' OR (status = 'HELD' AND held_until <= now()))
        AND (s.allocation_id IS NULL OR EXISTS (SELECT FROM buyer_access a JOIN reservations r ON r.event_id = a.event_id AND r.buyer_key = a.buyer_key
          WHERE r.event_id = s.event_id AND r.id = ${id}::uuid AND a.allocation_id = s.allocation_id))) AS is_takeable
      FROM seats s WHERE s.event_id = ${eventId} AND s.id = ANY (${res.seat_ids}) ORDER BY s.event_id, s.id FOR UPDATE OF s`;
    if (!seats.every(({ is_takeable }) => is_takeable)) return false;
    await tx.$executeRaw`UPDATE reservations SET status = 'CONFIRMED' WHERE event_id = ${eventId} AND id = ${id}::uuid`;
    await tx.$executeRaw`
      UPDATE seats SET status = 'BOOKED', version = version + 1, reservation_id = ${id}::uuid, held_until = NULL
      WHERE event_id = ${eventId} AND id = ANY (${res.seat_ids})`;
    return true;
  });
}
