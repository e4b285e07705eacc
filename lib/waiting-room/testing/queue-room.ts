import type { SaleHealth } from "#lib/protection/load/judge-health";
import type { SeatCounts } from "#lib/seating/live-states";
import {
  type HeldBack,
  PRIOR_CALLS,
  SEATS_EACH_MIN,
  SHARE_CUT,
  SHARE_MIN,
  SHARE_SECONDS,
  SHARE_STEP,
  STOCK_SPARE,
} from "../admission.ts";

/** A waiting room as the model keeps it; times in milliseconds of the model's clock. */
export type ModelRoom = {
  mode: "OFF" | "ALWAYS" | "AUTOMATIC";
  opensAt: number;
  ratePerMinute: number;
  places: number;
  claimMs: number;
  leaseMs: number;
  membersFirst: number;
  isPaused: boolean;
  isClosed: boolean;
  isDrawn: boolean;
  queueingSince: number | undefined;
  calmSince: number | undefined;
  tokens: number;
  steppedAt: number;
  serving: number;
  calledCount: number;
  pacePerSecond: number;
  rateShare: number;
  shareAt: number | undefined;
  firstOccupied: number | undefined;
  firstDone: number | undefined;
  heldBack: HeldBack | undefined;
};

export type RoomOptions = Pick<
  ModelRoom,
  "mode" | "opensAt" | "ratePerMinute" | "places" | "claimMs" | "leaseMs" | "membersFirst"
>;
export type RoomChange = Partial<Omit<RoomOptions, "opensAt"> & Pick<ModelRoom, "isPaused">>;

/** `openWaitingRoom` of a sale that has begun. */
export function newRoom(options: RoomOptions, now: number): ModelRoom {
  const queueingSince = options.mode === "ALWAYS" ? now : undefined;
  const counts = { tokens: 0, steppedAt: now, serving: 0, calledCount: 0, pacePerSecond: 0 };
  const state = { isPaused: false, isClosed: false, isDrawn: false, queueingSince, calmSince: undefined };
  const held = {
    rateShare: 1,
    shareAt: undefined,
    firstOccupied: undefined,
    firstDone: undefined,
    heldBack: undefined,
  };
  return { ...options, ...counts, ...state, ...held };
}

/** What a call sees of the sale: its seats where they are known, and how its checkout is. */
export type SaleNow = { seats: SeatCounts | undefined; health: SaleHealth };

/** What a call counts: places that are taken, and how many of those people have chosen no seats yet. */
type People = { taken: number; choosing: number };

/** How many may be called now. Slows or quickens the rate where it is time. */
export function planCall(
  room: ModelRoom,
  { sale, now, taken, choosing }: { sale: SaleNow; now: number } & People,
): CallPlan {
  const moment = Math.max(now, room.steppedAt);
  const elapsed = (moment - room.steppedAt) / 1_000;
  moveShare(room, sale.health, moment);
  const rate = (room.ratePerMinute / 60) * room.rateShare;
  const tokens = Math.min(Math.max(1, 2 * rate), room.tokens + elapsed * rate);
  const places = room.places - taken;
  const buyers = buyersForSeats(room, sale.seats, choosing) - choosing;
  const isDown = sale.health === "down";
  const free = isDown ? 0 : Math.max(0, Math.min(Math.floor(tokens), places, buyers));
  const heldBack = isDown ? "outage" : buyers <= 0 && places > 0 ? "stock" : undefined;
  room.heldBack = heldBack ?? (room.rateShare < 1 ? "load" : undefined);
  room.firstOccupied ??= sale.seats?.occupied;
  if (sale.seats) room.firstDone ??= room.calledCount - choosing;
  return { free, tokens, elapsed, moment };
}

type CallPlan = { free: number; tokens: number; elapsed: number; moment: number };

export function noteCall(
  room: ModelRoom,
  { tokens, elapsed, moment }: CallPlan,
  { calls, last }: { calls: number; last: number },
): void {
  const pace = calls / Math.max(Math.min(elapsed, 2), 0.1);
  room.pacePerSecond += (1 - Math.exp(-Math.min(elapsed, 2) / 180)) * (pace - room.pacePerSecond);
  room.serving = Math.max(room.serving, last);
  room.calledCount += calls;
  room.tokens = tokens - calls;
  room.steppedAt = moment;
}

/** Slows the rate or quickens it, once in ten seconds. */
function moveShare(room: ModelRoom, health: SaleHealth, moment: number): void {
  const { shareAt } = room;
  if (shareAt !== undefined && moment < shareAt + SHARE_SECONDS * 1_000) return;
  if (health === "bad") room.rateShare = Math.max(SHARE_MIN, room.rateShare * SHARE_CUT);
  else if (health === "good" && shareAt !== undefined) room.rateShare = Math.min(1, room.rateShare + SHARE_STEP);
  room.shareAt = moment;
}

/** How many people the free seats serve, with some to spare. `choosing` have chosen none yet. */
function buyersForSeats(room: ModelRoom, seats: SeatCounts | undefined, choosing: number): number {
  if (!seats) return Number.POSITIVE_INFINITY;
  const gone = Math.max(0, seats.occupied - (room.firstOccupied ?? seats.occupied));
  const before = room.firstDone ?? room.calledCount - choosing;
  const done = Math.max(0, room.calledCount - choosing - before);
  const each = Math.max(SEATS_EACH_MIN, (gone + PRIOR_CALLS) / (done + PRIOR_CALLS));
  // Tenths, as the database reckons with decimal numbers.
  return Math.ceil((Math.round(STOCK_SPARE * 10) * seats.free) / 10 / each);
}

/**
 * A change by the organizer; what it leaves out stays. One that changes nothing does not disturb a begun calm. Refused (false) where it
 * comes too late or pauses nothing.
 */
export function changeRoom(room: ModelRoom, change: RoomChange, now: number): boolean {
  const mode = change.mode ?? room.mode;
  const isPaused = mode !== "OFF" && (change.isPaused ?? room.isPaused);
  if (change.isPaused && mode === "OFF") return false;
  if (room.isDrawn && change.membersFirst !== undefined && change.membersFirst !== room.membersFirst) return false;
  const queues = mode === "ALWAYS" || (mode === "AUTOMATIC" && (isPaused || room.queueingSince !== undefined));
  const next = { ...change, mode, isPaused };
  if (Object.entries(next).every(([name, value]) => room[name as keyof ModelRoom] === value)) return true;
  const queueingSince = queues ? (room.queueingSince ?? now) : undefined;
  const measured = mode === room.mode ? {} : { firstOccupied: undefined, firstDone: undefined };
  Object.assign(room, next, measured, { queueingSince, calmSince: undefined });
  if (mode === "AUTOMATIC" && !room.isDrawn) room.opensAt = Math.min(room.opensAt, now);
  return true;
}
