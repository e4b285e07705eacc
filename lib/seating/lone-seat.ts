import type { Hall } from "./blocks.ts";
import { loneSeatsAfter } from "./open-seats.ts";
import { readState } from "./seat-state.ts";

export type LoneSeatRule = "off" | "lenient" | "strict";

export type LoneSeatVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Seats that would be left alone. */
      readonly stranded: readonly number[];
      /** As many other seats that strand none, offered for one tap. */
      readonly suggestion: readonly number[];
    };

export type LoneSeatSituation = {
  readonly rule: LoneSeatRule;
  /** Part of the house that is no longer available, 0 to 1. */
  readonly fill: number;
  readonly hoursToDoors: number;
  /** Price level of each seat; a suggestion keeps the price. Without it every category is a level. */
  readonly levelOf?: ArrayLike<number>;
};

/**
 * Whether a choice of seats may be held although it leaves single seats that hardly sell. A choice is refused only when
 * another one of the same size loses clearly less: in the same block under the lenient rule, in the same section and
 * price under the strict one. Never refused: a choice that takes up a single seat, a remainder that cannot be avoided
 * (one seat more than the party needs), accessible and companion places, tables, standing places. Strict becomes
 * lenient and lenient off as the hall fills and the doors time nears. Judged when seats are held, not again when paid.
 */
export function judgeChoice(
  hall: Hall,
  states: Uint8Array,
  seatIds: readonly number[],
  situation: LoneSeatSituation,
): LoneSeatVerdict {
  const rule = ruleInForce(situation);
  if (rule === "off") return OK;
  const market = freeSeats(hall, states, seatIds);
  const chosen = new Set(seatIds);
  if (seatIds.some((id) => market[id] !== 1)) return OK;
  const parts = partsOf(hall, market, seatIds);
  if (parts.some((part) => part.length === 1)) return OK;
  const stranded: number[] = [];
  const suggestion: number[] = [];
  for (const part of parts) {
    const taken = part.filter((id) => chosen.has(id));
    const lone = loneSeatsAfter(hall, market, taken);
    const better =
      lone.length === 0 || part.length === taken.length + 1
        ? undefined
        : betterPlacement(hall, market, { part, taken, chosen, rule, situation });
    if (better !== undefined) {
      stranded.push(...lone);
      for (const id of taken) chosen.delete(id);
      for (const id of better) chosen.add(id);
    }
    suggestion.push(...(better ?? taken));
  }
  return stranded.length === 0 ? OK : { ok: false, stranded, suggestion: suggestion.sort((a, b) => a - b) };
}

const OK: LoneSeatVerdict = { ok: true };

const RULES: readonly LoneSeatRule[] = ["off", "lenient", "strict"];

/** One step milder on the last day or with nine of ten seats gone, off in the last two hours or with hardly any left. */
function ruleInForce({ rule, fill, hoursToDoors }: LoneSeatSituation): LoneSeatRule {
  if (fill >= 0.97 || hoursToDoors <= 2) return "off";
  const steps = fill >= 0.9 || hoursToDoors <= 24 ? 1 : 0;
  return RULES[Math.max(0, RULES.indexOf(rule) - steps)] ?? "off";
}

/**
 * 1 for a free ordinary seat in a row: accessible places, tables and standing places do not count. Only the sections of the
 * chosen seats are filled in, because no rule looks further and every hold of a rush runs through here.
 */
function freeSeats(hall: Hall, states: Uint8Array, seatIds: readonly number[]): Uint8Array {
  const free = new Uint8Array(hall.count + 2);
  for (const index of new Set(seatIds.map((id) => hall.section[id] ?? -1))) {
    const section = hall.sections[index];
    if (section?.kind !== "seated") continue;
    for (let id = section.first; id <= section.last; id++) {
      const kind = hall.kind[id] ?? 0;
      free[id] = readState(states, id) === 0 && kind !== 1 && kind !== 2 ? 1 : 0;
    }
  }
  return free;
}

/** The free runs, each as its seat ids, in which something was chosen. */
function partsOf(hall: Hall, market: Uint8Array, seatIds: readonly number[]): number[][] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (const id of seatIds) {
    if (seen.has(id)) continue;
    const part = runAround(hall, market, id);
    for (const seat of part) seen.add(seat);
    parts.push(part);
  }
  return parts;
}

function runAround(hall: Hall, market: Uint8Array, id: number): number[] {
  const inRun = (seat: number) => seat >= 1 && market[seat] === 1 && hall.block[seat] === hall.block[id];
  let first = id;
  while (inRun(first - 1)) first--;
  const run: number[] = [];
  for (let seat = first; inRun(seat); seat++) run.push(seat);
  return run;
}

type Placement = {
  readonly part: readonly number[];
  readonly taken: readonly number[];
  readonly chosen: ReadonlySet<number>;
  readonly rule: LoneSeatRule;
  readonly situation: LoneSeatSituation;
};

/** The nearest placement of the same size that strands no seat and loses clearly less, within the rule's range. */
function betterPlacement(hall: Hall, market: Uint8Array, placement: Placement): number[] | undefined {
  const { part, taken, chosen, rule } = placement;
  const size = taken.length;
  const limit = lossOf(part.length, size, leftoverRuns(part, new Set(taken))) - CLEARLY;
  const home = taken[0] ?? 0;
  const range = rule === "strict" ? hall.sections[hall.section[home] ?? -1] : hall.blocks[hall.block[home] ?? -1];
  if (range === undefined) return undefined;
  const own = new Set(taken);
  const levels = new Set(taken.map((id) => levelOf(hall, placement.situation, id)));
  const fits = (id: number) =>
    market[id] === 1 && (own.has(id) || !chosen.has(id)) && levels.has(levelOf(hall, placement.situation, id));
  let best: number[] | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (let first = range.first; first + size - 1 <= range.last; first++) {
    const seats = Array.from({ length: size }, (_, i) => first + i);
    if (!seats.every((id) => fits(id) && hall.block[id] === hall.block[first])) continue;
    if (loneSeatsAfter(hall, market, seats).length > 0) continue;
    const run = runAround(hall, market, first);
    if (lossOf(run.length, size, leftoverRuns(run, new Set(seats))) > limit) continue;
    const distance = Math.hypot((hall.x[first] ?? 0) - (hall.x[home] ?? 0), (hall.y[first] ?? 0) - (hall.y[home] ?? 0));
    if (distance < nearest) {
      nearest = distance;
      best = seats;
    }
  }
  return best;
}

function levelOf(hall: Hall, situation: LoneSeatSituation, id: number): number {
  return situation.levelOf?.[id] ?? hall.category[id] ?? 0;
}

function leftoverRuns(run: readonly number[], taken: ReadonlySet<number>): number[] {
  const lengths: number[] = [];
  let length = 0;
  for (const id of run) {
    if (!taken.has(id)) length++;
    else if (length > 0) {
      lengths.push(length);
      length = 0;
    }
  }
  return length > 0 ? [...lengths, length] : lengths;
}

/** Seats that selling `size` out of a free run of `length` is expected to waste, given the runs that remain. */
function lossOf(length: number, size: number, remaining: readonly number[]): number {
  return runValue(length) - size - remaining.reduce((sum, rest) => sum + runValue(rest), 0);
}

/** How many expected seats another placement must save before a buyer is asked to change. */
const CLEARLY = 0.25;

/** The default shares of parties of 1, 2, 3… people. */
const PARTY_SIZES = [0.12, 0.48, 0.13, 0.18, 0.05, 0.04] as const;
/** How many parties are expected to consider a free run before the event. */
const VISITS = 3;
const RUN_MAX = 60;

/**
 * How many seats of a free run of `length` are expected to be sold:
 * V(L) = s(L) · Σ p(k | k ≤ L) · mean over the placements i of [k + V(i) + V(L − k − i)], V(0) = 0, where
 * s(L) = 1 − P(k > L)^visits is the chance that a fitting party comes at all. Without s every run would sell out in the
 * end, single seats to single people, and no choice could lose anything. Longer runs are extrapolated linearly.
 */
export function runValue(length: number): number {
  if (length <= RUN_MAX) return VALUES[length] ?? 0;
  const slope = ((VALUES[RUN_MAX] ?? 0) - (VALUES[RUN_MAX - 10] ?? 0)) / 10;
  return (VALUES[RUN_MAX] ?? 0) + (length - RUN_MAX) * slope;
}

const VALUES = valueTable();

function valueTable(): Float64Array {
  const values = new Float64Array(RUN_MAX + 1);
  for (let length = 1; length <= RUN_MAX; length++) {
    const fitting = PARTY_SIZES.slice(0, length);
    const share = fitting.reduce<number>((sum, p) => sum + p, 0);
    let expected = 0;
    fitting.forEach((p, i) => {
      const size = i + 1;
      let sum = 0;
      for (let left = 0; left + size <= length; left++)
        sum += size + (values[left] ?? 0) + (values[length - size - left] ?? 0);
      expected += ((p / share) * sum) / (length - size + 1);
    });
    values[length] = (1 - (1 - share) ** VISITS) * expected;
  }
  return values;
}
