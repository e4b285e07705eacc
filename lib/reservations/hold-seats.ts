import { auditSoon } from "#lib/audit/audit";
import { createGroupCommit, type GroupCommit } from "#lib/platform/db/group-commit";
import { noteInContext } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import { singleton } from "#lib/platform/singleton";
import { isStepOn } from "#lib/protection/load/load-state";
import { claimAccess } from "#lib/seating/access/own-access-store";
import { chooseBest, chooseSubstitutes, type Wish } from "#lib/seating/choose-seats";
import { announceSeats, type LiveSeats, openLiveSeats } from "#lib/seating/live-seats";
import { beginQueue } from "#lib/waiting-room/begin-queue";
import { turnedAway } from "#lib/waiting-room/reviews/turned-away";
import { keepRefusal } from "./first-refusals.ts";
import type { HoldAnswer, HoldRefusal } from "./hold-answer.ts";
import { judgeBasket, judgePrices } from "./judge-basket.ts";
import { holdBatchSize, holds } from "./metrics.ts";
import { noteChurn } from "./note-churn.ts";
import { refuse } from "./refusals.ts";
import { reservationOnWire } from "./reservation-wire.ts";
import { notOnSaleTo, seatsSeenBy } from "./seats-seen.ts";
import {
  claimSeats,
  type HoldKey,
  type HoldRequest,
  type HoldVerdict,
  refreshHoldPlans,
  type Standing,
} from "./store.ts";
import { timedHold } from "./timed-hold.ts";
import { wayIn } from "./way-in.ts";

export type HoldSeats = {
  eventId: number;
  buyerKey: string;
  clientReservationId: string;
  /** Named seats, or the best ones for a wish. */
  wanted: { seatIds: number[] } | { best: Wish };
  ttlSeconds?: number | undefined;
  /** Whether the buyer is signed in with a proven mail address, which seats that cost nothing ask for. */
  hasProvenAddress?: boolean;
  /** By what else the buyer's access to allocations and presales is found: their other keys, and their proven mail address. */
  otherKeys?: readonly string[];
  provenEmail?: string | undefined;
  /** The `Idempotency-Key` the request came with. */
  key?: HoldKey | undefined;
  /** The thumbprint of the browser's key that signed the request. */
  keyThumbprint?: string | undefined;
} & Standing;

/**
 * Holds all seats of a basket for the buyer, or none (INV-7), and announces them after the commit. A repeated client id or key
 * gets the first answer again (INV-6). Only PostgreSQL decides about seats; this process's memory of them serves the rule of
 * lone seats, the choice of the best seats, and alternatives for late buyers.
 */
export function holdSeats(asked: HoldSeats): Promise<HoldAnswer> {
  const { eventId, buyerKey, key } = asked;
  noteInContext({ eventId });
  return timedHold(() => (key ? keepRefusal({ eventId, buyerKey, key }, () => hold(asked)) : hold(asked)));
}

async function hold(asked: HoldSeats): Promise<HoldAnswer> {
  const known = await openLiveSeats(asked.eventId);
  if (!known) return refuseUnknownEvent(asked);
  const refusal = await turnedAway(asked.eventId, buyerOf(asked).keys);
  if (refusal && !(await findFirstAnswer(asked))) return noted(asked, refusal);
  const seats = await seatsSeenBy(buyerOf(asked), known, "best" in asked.wanted ? "best" : asked.wanted.seatIds);
  const request = { ...asked, ttlSeconds: ttlOf(asked, seats.event) };
  const result =
    "best" in request.wanted
      ? await holdBest(request, request.wanted.best, seats)
      : await holdNamed(request, request.wanted.seatIds, seats);
  return noted(request, result);
}

/** The answer, after it is counted and written to the audit log; a repetition was so the first time. */
function noted(request: HoldSeats, result: HoldAnswer): HoldAnswer {
  if (!result.ok && result.isReplay) return result;
  holds.inc({ outcome: result.ok ? "held" : result.refusal.code });
  if (result.ok) noteInContext({ reservationId: result.reservation.reservation_id });
  noteHold(request, result);
  return result;
}

const buyerOf = ({ buyerKey, otherKeys = [], provenEmail }: HoldSeats) => ({
  keys: [buyerKey, ...otherKeys.filter((each) => each !== buyerKey)],
  provenEmail,
});

/** The request may have had another answer while the event was on sale. */
async function refuseUnknownEvent(request: HoldSeats): Promise<HoldAnswer> {
  const first = request.key && (await findFirstAnswer(request));
  if (first?.kind === "refused_before") return replayedRefusal(first.refusal);
  return refuse(first?.kind === "other_request" ? "idempotency_mismatch" : "not_found");
}

function replayedRefusal(refusal: string): HoldAnswer {
  return { ok: false, refusal: JSON.parse(refusal) as HoldRefusal["refusal"], isReplay: true };
}

/** Who held or wanted what, for the audit log. It is written with others' lines after the answer: a hold waits for none of it. */
function noteHold({ eventId, buyerKey, wanted }: HoldSeats, result: HoldAnswer): void {
  auditSoon({
    actor: buyerKey,
    action: "seats.hold",
    subject: result.ok ? result.reservation.reservation_id : `event:${eventId}`,
    outcome: result.ok ? "held" : result.refusal.code,
    eventId,
    detail: result.ok
      ? { seats: result.reservation.seats.map(({ id }) => id) }
      : "best" in wanted
        ? { quantity: wanted.best.quantity }
        : { seats: wanted.seatIds },
  });
}

async function holdNamed(request: HoldSeats, seatIds: number[], seats: LiveSeats): Promise<HoldAnswer> {
  const { hasProvenAddress } = request;
  const wanted: Wanted = { request, seatIds, isSame: (first) => isSameBasket(first, seatIds) };
  const refusal = await judgeBasket(seatIds, { seats, hasProvenAddress });
  if (!refusal) return answerTo(await decideWithAccess(request, seatIds, seats), seats, wanted);
  const first = await findFirstAnswer(request);
  return first ? answerTo(first, seats, wanted) : refusal;
}

/** How often a choice is repeated when its seats were taken meanwhile. In a rush most choices differ (see best-available). */
const BEST_TRIES = 5;

async function holdBest(request: HoldSeats, wish: Wish, seats: LiveSeats): Promise<HoldAnswer> {
  const { hasProvenAddress } = request;
  const isSame = (first: readonly number[]) => first.length === wish.quantity;
  let seatIds: number[] = [];
  for (let attempt = 0; attempt < BEST_TRIES; attempt++) {
    await seats.refresh();
    const choice = chooseBest(seats, { ...wish, choiceKey: `${request.clientReservationId}:${attempt}` });
    const refusal = choice && judgePrices(choice.seats, { seats, hasProvenAddress });
    const verdict = choice && !refusal ? await decide(request, [...choice.seats]) : await findFirstAnswer(request);
    if (!verdict) return refusal ?? refuse("not_enough_seats");
    seatIds = [...(choice?.seats ?? [])];
    if (verdict.kind !== "taken") return answerTo(verdict, seats, { request, seatIds, isSame });
  }
  return answerTo({ kind: "taken", seatIds }, seats, { request, seatIds, isSame });
}

/** A request that our own rules would refuse now may be the repetition of one that was answered before (INV-6). */
async function findFirstAnswer(request: HoldSeats): Promise<HoldVerdict | undefined> {
  // A basket without seats holds none and still gets a verdict.
  const verdict = await decide(request, []);
  const isAnswered = ["replayed", "refused_before", "other_request"].includes(verdict.kind);
  return isAnswered ? verdict : undefined;
}

/** Decides again when the buyer turns out to have access under another of their keys, or by their mail address. */
async function decideWithAccess(request: HoldSeats, seatIds: number[], seats: LiveSeats): Promise<HoldVerdict> {
  const verdict = await decide(request, seatIds);
  const mayNeedAccess =
    verdict.kind === "presale" || (seats.event.hasAccess && ["closed", "taken"].includes(verdict.kind));
  const isFound = mayNeedAccess && (await claimAccess(request.eventId, buyerOf(request)));
  return isFound ? decide(request, seatIds) : verdict;
}

/** Makes the waiting room queue when the hold finds it full, and decides again: those inside hold on, others are sent to the queue. */
async function decide(request: HoldSeats, seatIds: number[]): Promise<HoldVerdict> {
  const verdict = await decideOnce(request, seatIds);
  if (verdict.kind !== "full") return verdict;
  await beginQueue(request.eventId);
  return decideOnce(request, seatIds);
}

function decideOnce(request: HoldSeats, seatIds: number[]): Promise<HoldVerdict> {
  return holdEngine().submit({
    reservationId: uuidv7(),
    eventId: request.eventId,
    buyerKey: request.buyerKey,
    clientReservationId: request.clientReservationId,
    seatIds,
    key: request.key,
    ttlSeconds: request.ttlSeconds ?? TTL_SECONDS_MAX,
    networkKey: request.networkKey,
    provenAt: request.provenAt,
    keyThumbprint: request.keyThumbprint,
  });
}

/** How long seats are held: as asked, within bounds, and not beyond the end of the sale, when they could not be paid for any more. */
function ttlOf({ ttlSeconds = TTL_SECONDS_MAX }: HoldSeats, { salesEndAt }: { salesEndAt: Date }): number {
  const left = Math.floor((salesEndAt.getTime() - Date.now()) / 1_000);
  return Math.max(1, Math.min(Math.max(ttlSeconds, TTL_SECONDS_MIN), TTL_SECONDS_MAX, left));
}

const TTL_SECONDS_MIN = 300;
const TTL_SECONDS_MAX = 900;

/** When a program may ask a paused sale again; pages hear of its end by their stream. */
const PAUSE_RETRY_SECONDS = 15;

type Wanted = { request: HoldSeats; seatIds: number[]; isSame: (firstSeatIds: readonly number[]) => boolean };

async function answerTo(
  verdict: HoldVerdict,
  seats: LiveSeats,
  { request, seatIds, isSame }: Wanted,
): Promise<HoldAnswer> {
  switch (verdict.kind) {
    case "refused_before":
      return replayedRefusal(verdict.refusal);
    case "other_request":
      return refuse("idempotency_mismatch");
    case "held":
      announceSeats(
        seats.event.id,
        verdict.reservation.seatIds.map((seatId, i) => [seatId, 1, verdict.versions[i] ?? 0] as const),
      );
      return { ok: true, reservation: reservationOnWire(verdict.reservation, seats), isReplay: false };
    case "replayed":
      if (!isSame(verdict.reservation.seatIds)) return refuse("idempotency_mismatch");
      return { ok: true, reservation: reservationOnWire(verdict.reservation, seats), isReplay: true };
    case "closed":
      return refuse("sale_closed");
    case "presale":
      return refuse("presale_access_required");
    case "stopped":
      return refuse("sale_stopped");
    case "sale_paused":
      return refuse("sale_paused", { retry_after_seconds: PAUSE_RETRY_SECONDS });
    // Full a second time: a place came free in between and was taken again.
    case "full":
    case "queue":
      return refuse("queue_required", await wayIn(seats.event.id, request.buyerKey));
    case "wrong_browser":
      return refuse("wrong_browser");
    case "over_limit":
      return refuse("seat_limit_exceeded", { limit: verdict.limit, already: verdict.already });
    case "unproven":
      noteChurn(request, "proof");
      return refuse("challenge_required", { challenge_url: `/api/v1/events/${seats.event.id}/challenges` });
    case "paused":
      noteChurn(request, "wait");
      return refuse("too_many_holds", { retry_after_seconds: verdict.seconds });
    case "taken":
      return refuseTaken(verdict.seatIds, seats, { request, seatIds, isSame });
  }
}

async function refuseTaken(taken: number[], seats: LiveSeats, { request, seatIds }: Wanted): Promise<HoldAnswer> {
  // Alternatives are only worth something when they are free.
  await seats.refresh();
  const closed = await notOnSaleTo(buyerOf(request), seats, taken);
  if (closed.length > 0) return refuse("seats_not_on_sale", { seat_ids: closed });
  return refuse("seat_unavailable", {
    unavailable_seats: taken,
    available_alternatives: isStepOn("advice") ? [] : chooseSubstitutes(seats, seatIds),
  });
}

function isSameBasket(a: readonly number[], b: readonly number[]): boolean {
  const set = new Set(a);
  return a.length === b.length && b.every((seatId) => set.has(seatId));
}

/** Baskets of one statement. Larger ones gain little and make a single slow statement hold up more people. */
const BATCH_MAX = 64;
const STATEMENTS_AT_ONCE = 2;
/** Fewer than the process has connections, so that a rush for seats leaves some for everything else. */
const STATEMENTS_OF_ALL_EVENTS = 4;
/** Half a second of a rush at one event. A request behind more of them would be answered after its buyer has given up. */
const WAITING_MAX = 4_096;

/** The lanes, one for each event, in which this process's holds meet. */
export function holdEngine(): GroupCommit<HoldRequest, HoldVerdict> {
  return singleton("hold-engine", () => {
    const noteDecided = plansKeeper();
    return createGroupCommit<HoldRequest, HoldVerdict>({
      name: "holds",
      decide: (batch) => {
        holdBatchSize.observe(batch.length);
        noteDecided(batch.length);
        return claimSeats(batch);
      },
      laneOf: ({ eventId }) => eventId,
      keysOf: ({ seatIds, buyerKey, networkKey }) => [
        ...seatIds.map(String),
        buyerKey,
        ...(networkKey ? [networkKey] : []),
      ],
      batchMax: BATCH_MAX,
      inFlightMax: STATEMENTS_AT_ONCE,
      inFlightOfAllMax: STATEMENTS_OF_ALL_EVENTS,
      waitingMax: WAITING_MAX,
    });
  });
}

/** Re-ANALYZEs after 250 holds of this process, then each time the total quadruples. */
function plansKeeper(): (decided: number) => void {
  let total = 0;
  let next = 250;
  return (decided) => {
    total += decided;
    if (total < next) return;
    next = total * 4;
    void refreshHoldPlans();
  };
}
