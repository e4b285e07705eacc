/** How long, and is it worth waiting: pure rules, the same in the browser and on the server. */

/** A range of seconds, rounded outwards to whole steps that get coarser as it grows. */
export type WaitRange = { fromSeconds: number; toSeconds: number };

/** So many must have been called before a pace can be told from chance. */
export const CALLS_KNOWN_MIN = 30;

/** How far the pace itself wanders over a wait, as a share of it: leases end early and late, people come or do not. */
const PACE_SPREAD = 0.2;
const NINETY_PERCENT = 1.2816;

/**
 * The wait until `ahead` more people were called at `perSecond`, from the median to the 90th percentile; undefined while
 * the pace is not known. The time to the k-th call of a Poisson process is Gamma(k, rate); the pace's own spread is
 * taken in by a smaller shape. Quantiles after Wilson and Hilferty (1931), good to a percent from a shape of one on.
 */
export function estimateWait({
  ahead,
  perSecond,
}: {
  ahead: number;
  perSecond: number | undefined;
}): WaitRange | undefined {
  if (perSecond === undefined || perSecond <= 0) return undefined;
  const k = Math.max(1, ahead);
  const mean = k / perSecond;
  const shape = 1 / (1 / k + PACE_SPREAD ** 2);
  const quantile = (z: number) => mean * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  const fromSeconds = floorToStep(quantile(0));
  return { fromSeconds, toSeconds: Math.max(ceilToStep(quantile(NINETY_PERCENT)), fromSeconds + MINUTE) };
}

/** Calls a second to reckon with: what was measured, at most what is allowed; undefined before enough were called. */
export function paceOf(room: {
  ratePerMinute: number;
  pacePerSecond: number;
  calledCount: number;
}): number | undefined {
  if (room.calledCount < CALLS_KNOWN_MIN || room.pacePerSecond <= 0) return undefined;
  return Math.min(room.pacePerSecond, room.ratePerMinute / MINUTE);
}

export type Chance = "likely" | "uncertain" | "unlikely";

/** Of ten who are let in seven buy, about two seats each and not all alike. */
const CONVERSION = 0.7;
const BASKET_MEAN = 2.2;
const BASKET_VARIANCE = 1.2;

/**
 * Whether seats will be left for somebody with `ahead` people before them: what those take is about normal, of the
 * mean and variance of a binomial number of baskets. One standard deviation to either side is uncertain.
 */
export function chanceOf({ ahead, seatsLeft }: { ahead: number; seatsLeft: number }): Chance {
  if (seatsLeft <= 0) return "unlikely";
  const buyers = ahead * CONVERSION;
  const mean = buyers * BASKET_MEAN;
  const deviation = Math.sqrt(buyers * BASKET_VARIANCE + buyers * (1 - CONVERSION) * BASKET_MEAN ** 2);
  if (seatsLeft - mean > deviation) return "likely";
  return mean - seatsLeft > deviation ? "unlikely" : "uncertain";
}

const MINUTE = 60;

/** Whole minutes up to ten, then steps of two, five and fifteen. */
function stepOf(seconds: number): number {
  if (seconds <= 10 * MINUTE) return MINUTE;
  if (seconds <= 30 * MINUTE) return 2 * MINUTE;
  return seconds <= 120 * MINUTE ? 5 * MINUTE : 15 * MINUTE;
}

function floorToStep(seconds: number): number {
  return Math.floor(seconds / stepOf(seconds)) * stepOf(seconds);
}

function ceilToStep(seconds: number): number {
  return Math.ceil(seconds / stepOf(seconds)) * stepOf(seconds);
}
