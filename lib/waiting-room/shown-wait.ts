import type { WaitRange } from "./estimate.ts";
import type { NoTime } from "./forecast.ts";

/**
 * The range of the wait as a person sees it: it falls freely and rises only when the new median has stood above it for half a minute,
 * with the reason. A number that jumps with each look tells nothing. Pure, shared by the page and by the judgement of its predictions.
 */
export type ShownWait = {
  readonly range: WaitRange | undefined;
  /** Why it rose last, while it has not fallen below what it was before. */
  readonly why: RiseReason | undefined;
  /** What to fall below for the reason to go. */
  readonly before: WaitRange | undefined;
  /** Since when the new median stands above the range. */
  readonly aboveSinceMs: number | undefined;
  /** The fewest people ahead since the range was set, and whether the queue was paused since. */
  readonly ahead: number;
  readonly wasPaused: boolean;
};

/**
 * `standing`: nobody was let in for minutes, so that no time can be named. `too_late` and `uncertain`: no seats are likely to be left, so that a turn
 * may never come, and no time is named either (`NoTime`).
 */
export const RISE_REASONS = ["paused", "too_late", "uncertain", "returned", "standing", "slower"] as const;
export type RiseReason = (typeof RISE_REASONS)[number];

export type Look = {
  atMs: number;
  estimate: WaitRange | undefined;
  ahead: number;
  isPaused: boolean;
  noTime: NoTime | undefined;
};

export const RISE_AFTER_MS = 30_000;

/** What is shown after a look at the queue. Nothing is known yet as long as no look had an estimate. */
export function nextShown(shown: ShownWait | undefined, look: Look): ShownWait {
  const { estimate, ahead, isPaused, noTime, atMs } = look;
  if (!shown?.range) return begun(look, shown);
  const fewest = Math.min(shown.ahead, ahead);
  if (!isAbove(estimate, shown.range)) {
    const range = lower(shown.range, estimate);
    const isBack = shown.before !== undefined && range.fromSeconds <= shown.before.fromSeconds;
    const kept = isBack ? { why: undefined, before: undefined } : { why: shown.why, before: shown.before };
    return { ...kept, range, aboveSinceMs: undefined, ahead: fewest, wasPaused: isPaused };
  }
  const wasPaused = shown.wasPaused || isPaused;
  // While nobody is let in, the page says so: the range is that of the time after.
  const aboveSinceMs = isPaused ? undefined : (shown.aboveSinceMs ?? atMs);
  if (aboveSinceMs === undefined || atMs - aboveSinceMs < RISE_AFTER_MS)
    return { ...shown, aboveSinceMs, ahead: fewest, wasPaused };
  const hasReturned = ahead > shown.ahead;
  const why = reasonOf({ wasPaused, noTime, hasReturned, isStanding: estimate === undefined });
  return { range: estimate, why, before: shown.range, aboveSinceMs: undefined, ahead, wasPaused: false };
}

/** The first range has no reason; one that comes after a time in which none could be named keeps that reason, unless seats are left again. */
function begun({ estimate, ahead, isPaused, noTime }: Look, shown: ShownWait | undefined): ShownWait {
  const before = shown?.why === "too_late" || shown?.why === "uncertain" ? undefined : shown?.why;
  const kept = { why: noTime ?? before, before: shown?.before };
  return { ...kept, range: estimate, aboveSinceMs: undefined, ahead, wasPaused: isPaused };
}

function isAbove(estimate: WaitRange | undefined, range: WaitRange): boolean {
  return estimate === undefined || estimate.fromSeconds > range.toSeconds;
}

function lower(range: WaitRange, estimate: WaitRange | undefined): WaitRange {
  if (!estimate) return range;
  return {
    fromSeconds: Math.min(range.fromSeconds, estimate.fromSeconds),
    toSeconds: Math.min(range.toSeconds, estimate.toSeconds),
  };
}

type Rise = { wasPaused: boolean; noTime: NoTime | undefined; hasReturned: boolean; isStanding: boolean };

function reasonOf(given: Rise): RiseReason {
  if (given.noTime) return given.noTime;
  if (given.wasPaused) return "paused";
  if (given.isStanding) return "standing";
  return given.hasReturned ? "returned" : "slower";
}

/**
 * The people ahead as they are shown, and how much of the way to the front is behind someone, from 0 to 1. Neither goes back for the
 * same number in the queue: those who come back go to places that were theirs and were counted before.
 */
export type ShownWay = { readonly number: number; readonly ahead: number; readonly share: number };

export function nextWay(way: ShownWay | undefined, { number, ahead }: { number: number; ahead: number }): ShownWay {
  const before = way?.number === number ? way : { ahead: number, share: 0 };
  const fewest = Math.min(before.ahead, ahead);
  return { number, ahead: fewest, share: Math.max(before.share, 1 - fewest / Math.max(1, number)) };
}
