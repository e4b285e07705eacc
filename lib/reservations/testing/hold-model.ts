import { db } from "#lib/platform/db/db";
import type { PrismaClient } from "#prisma/generated/client";
import type { ReservationStatus } from "../state.ts";
import { claimExtension, claimLapsed, claimRelease, claimSeats } from "../store.ts";

/** A small hall's sale without a database: the owner of each seat and the state of each reservation. */
export type Model = { seats: ModelSeat[]; reservations: ModelReservation[] };
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
  return { seats: Array.from({ length: SEATS }, () => ({ status: "AVAILABLE", by: NOBODY })), reservations: [] };
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
  if (!ask.seatIds.every((seatId) => isFree(model, seatId))) return "taken";
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

/** INV-5: a reservation past its time is confirmed only when all its seats can be taken again. */
export function modelConfirm(model: Model, index: number): boolean {
  const r = model.reservations[index];
  if (!r || !["PAYING", "EXPIRED"].includes(r.status)) return false;
  if (
    !r.seatIds.every(
      (seatId) =>
        isFree(model, seatId) || (seatOf(model, seatId).by === index && seatOf(model, seatId).status === "HELD"),
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
  await db().$executeRaw`
    WITH past AS MATERIALIZED (
      UPDATE reservations SET expires_at = now() - interval '1 s'
      WHERE event_id = ${eventId} AND id = ${id}::uuid AND status IN ('HELD', 'PAYING') RETURNING event_id, id, seat_ids
    ), locked AS MATERIALIZED (
      SELECT s.id FROM past p JOIN seats s ON s.event_id = p.event_id AND s.id = ANY (p.seat_ids)
      WHERE s.reservation_id = p.id AND s.status = 'HELD' ORDER BY s.id FOR UPDATE OF s
    )
    UPDATE seats s SET held_until = now() - interval '1 s' FROM locked l WHERE s.event_id = ${eventId} AND s.id = l.id`;
}

export async function realPay({ eventId }: Real, id: string): Promise<boolean> {
  const paying = await db().$executeRaw`
    UPDATE reservations SET status = 'PAYING' WHERE event_id = ${eventId} AND id = ${id}::uuid AND status = 'HELD' AND expires_at > now()`;
  return paying === 1;
}

export async function realConfirm({ eventId }: Real, id: string): Promise<boolean> {
  const booked = await db().$executeRaw`
    WITH res AS MATERIALIZED (
      SELECT * FROM reservations WHERE event_id = ${eventId} AND id = ${id}::uuid AND status IN ('PAYING', 'EXPIRED') FOR UPDATE
    ), locked AS MATERIALIZED (
      SELECT s.id, s.status = 'AVAILABLE' OR (s.status = 'HELD' AND (s.reservation_id = r.id OR s.held_until <= now())) AS takeable
      FROM res r JOIN seats s ON s.event_id = r.event_id AND s.id = ANY (r.seat_ids) ORDER BY s.id FOR UPDATE OF s
    ), can AS MATERIALIZED (
      SELECT r.* FROM res r WHERE (SELECT count(*) FILTER (WHERE takeable) FROM locked) = cardinality(r.seat_ids)
    ), confirmed AS (UPDATE reservations r SET status = 'CONFIRMED' FROM can c WHERE r.event_id = c.event_id AND r.id = c.id)
    UPDATE seats s SET status = 'BOOKED', version = s.version + 1, reservation_id = c.id, held_until = NULL
    FROM can c WHERE s.event_id = c.event_id AND s.id = ANY (c.seat_ids)`;
  return booked > 0;
}
