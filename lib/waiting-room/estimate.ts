/** How long the wait is and whether it is worthwhile: pure rules, shared by browser and server. */

/** A range of seconds, rounded outwards to steps that grow coarser with the length of the wait. */
export type WaitRange = { fromSeconds: number; toSeconds: number };

/** With fewer calls than this, a measured pace is mostly chance. */
export const CALLS_KNOWN_MIN = 30;

/** How far the pace varies during a wait, as a share of it, until it is measured: leases end early or late, called people come or do not. */
export const PACE_SPREAD = 0.2;
const NINETY_PERCENT = 1.2816;

/**
 * How people are called: `freePlaces` of them as fast as the room's rate allows, all others at the steady pace. Both are people a second,
 * `spread` is the share by which the steady pace varies from one wait to the next.
 */
export type Pace = { steadyPerSecond: number; ratePerSecond: number; freePlaces: number; spread: number };

/**
 * The wait until `ahead` more people are called, from the median to the 90th percentile; undefined while the pace is unknown. The time to
 * the k-th call of a Poisson process is Gamma(k, rate); a smaller shape accounts for the spread of the pace. Quantiles by
 * Wilson and Hilferty (1931), accurate to a percent for shapes of at least one.
 */
export function estimateWait({ ahead, pace }: { ahead: number; pace: Pace | undefined }): WaitRange | undefined {
  if (!pace || pace.steadyPerSecond <= 0 || pace.ratePerSecond <= 0) return undefined;
  const k = Math.max(1, ahead);
  const atRate = Math.min(k, Math.max(0, pace.freePlaces));
  const rest = k - atRate;
  const mean = atRate / pace.ratePerSecond + rest / pace.steadyPerSecond;
  const ofCalls = atRate / pace.ratePerSecond ** 2 + rest / pace.steadyPerSecond ** 2;
  const shape = mean ** 2 / (ofCalls + (pace.spread * mean) ** 2);
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

/** How far the seats that people take on average differ from the measured ones, as a share of them. */
const TAKING_SPREAD = 0.15;

/** How many seats someone who is let in takes on average, until it is measured. */
export const SEATS_PER_PERSON = CONVERSION * BASKET_MEAN;

/**
 * The chance that seats remain for a buyer behind `ahead` people, who take `seatsPerPerson` of them on average. The number of seats
 * those take is about normal, with the mean and variance of a binomial number of baskets and the spread of what is measured. Within one
 * standard deviation the answer is uncertain.
 */
export function chanceOf({
  ahead,
  seatsLeft,
  seatsPerPerson = SEATS_PER_PERSON,
}: {
  ahead: number;
  seatsLeft: number;
  seatsPerPerson?: number;
}): Chance {
  if (seatsLeft <= 0) return "unlikely";
  const basket = Math.max(BASKET_MEAN, seatsPerPerson);
  const conversion = seatsPerPerson / basket;
  const mean = ahead * seatsPerPerson;
  const ofBaskets = ahead * conversion * (BASKET_VARIANCE + (1 - conversion) * basket ** 2);
  const deviation = Math.sqrt(ofBaskets + (TAKING_SPREAD * mean) ** 2);
  if (seatsLeft - mean > deviation) return "likely";
  return mean - seatsLeft > deviation ? "unlikely" : "uncertain";
}

/** Free seats of a price level, and how many of them someone who is let in takes on average. */
export type LevelLeft = { id: number; left: number; seatsPerPerson: number };

/** The chance that seats of any level remain behind `ahead` people. */
export function chanceOfAny(levels: readonly LevelLeft[], ahead: number): Chance {
  const sum = (of: (level: LevelLeft) => number) => levels.reduce((total, level) => total + of(level), 0);
  const seatsPerPerson = sum((level) => level.seatsPerPerson);
  return chanceOf({ ahead, seatsLeft: sum(({ left }) => left), seatsPerPerson });
}

/** The chance of each level behind `ahead` people. None is better than that of all together: who finds one level sold out takes another. */
export function chancesByLevel(levels: readonly LevelLeft[], ahead: number): { id: number; chance: Chance }[] {
  const ofAll = chanceOfAny(levels, ahead);
  return levels.map((level) => {
    const own = chanceOf({ ahead, seatsLeft: level.left, seatsPerPerson: level.seatsPerPerson });
    return { id: level.id, chance: RANK[own] < RANK[ofAll] ? own : ofAll };
  });
}

const RANK = { unlikely: 0, uncertain: 1, likely: 2 } as const satisfies Record<Chance, number>;

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
