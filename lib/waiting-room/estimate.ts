/** How long the wait is and whether it is worthwhile: pure rules, shared by browser and server. */

/** A range of seconds, rounded outwards to steps that grow coarser with the length of the wait. */
export type WaitRange = { fromSeconds: number; toSeconds: number };

/** With fewer calls than this, a measured pace is mostly chance. */
export const CALLS_KNOWN_MIN = 30;

/** How far the pace varies during a wait, as a share of it: leases end early or late, called people come or do not. */
const PACE_SPREAD = 0.2;
const NINETY_PERCENT = 1.2816;

/**
 * The wait until `ahead` more people are called at `perSecond`, from the median to the 90th percentile; undefined while
 * the pace is unknown. The time to the k-th call of a Poisson process is Gamma(k, rate); a smaller shape accounts for the
 * spread of the pace. Quantiles by Wilson and Hilferty (1931), accurate to a percent for shapes of at least one.
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

/** Calls a second for estimates: the measured pace, capped at the allowed rate; undefined before enough were called. */
export function paceOf(room: {
  ratePerMinute: number;
  pacePerSecond: number;
  calledCount: number;
}): number | undefined {
  if (room.calledCount < CALLS_KNOWN_MIN || room.pacePerSecond <= 0) return undefined;
  return Math.min(room.pacePerSecond, room.ratePerMinute / MINUTE);
}

export type Chance = "likely" | "uncertain" | "unlikely";

/** Seven of ten admitted people buy, about two seats each with some variance. */
const CONVERSION = 0.7;
const BASKET_MEAN = 2.2;
const BASKET_VARIANCE = 1.2;

/**
 * The chance that seats remain for a buyer behind `ahead` people. The number of seats those take is about normal, with the
 * mean and variance of a binomial number of baskets. Within one standard deviation the answer is uncertain.
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
