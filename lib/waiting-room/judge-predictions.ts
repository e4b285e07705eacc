import { type Chance, estimateWait, type WaitRange } from "./estimate.ts";
import { chancesBehind, paceOfForecast, peopleAhead, type Reading, whyNoTime } from "./forecast.ts";
import { type Look, nextShown, type ShownWait } from "./shown-wait.ts";

/**
 * What people in a queue were shown against what came true, from its readings alone: no reading knows a person. For places spread over
 * the queue it shows the ranges that a page opened then would have shown, at once and halfway, and compares them with when that place was reached.
 */
export type PredictionRecord = {
  /** Between which readings, in epoch milliseconds; undefined without any. */
  period: { fromMs: number; untilMs: number } | undefined;
  waits: {
    count: number;
    shorter: number;
    inside: number;
    longer: number;
    longerByPause: number;
    errorPercent: number | null;
  };
  chances: Record<Chance, { count: number; had: number }>;
};

/** Places that are followed, by the people ahead. */
const FOLLOWED = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
/** Places are followed from one reading a minute: neighbouring readings say the same again. */
const EVERY_MS = 60_000;

/** Judges readings of one queue in the order of time. Linear in readings, times the places followed and how long they wait. */
export function judgePredictions(readings: readonly Reading[]): PredictionRecord {
  const waits = { count: 0, shorter: 0, inside: 0, longer: 0, longerByPause: 0 };
  const chances = { likely: { count: 0, had: 0 }, uncertain: { count: 0, had: 0 }, unlikely: { count: 0, had: 0 } };
  const errors: number[] = [];
  for (const { at, ahead } of startsOf(readings)) {
    const followed = follow(readings, at, ahead);
    for (const { chance, hadSeats } of followed.chances) {
      chances[chance].count += 1;
      chances[chance].had += Number(hadSeats);
    }
    for (const { range, atMs } of followed.ranges) {
      const seconds = (followed.endMs - atMs) / 1_000;
      const outcome = comparedWith(range, seconds);
      // Who still waits has not been let in too early, and may be let in too late.
      if (!followed.isReached && outcome !== "longer") continue;
      waits.count += 1;
      waits[outcome] += 1;
      waits.longerByPause += Number(followed.wasPaused && outcome === "longer");
      errors.push(Math.abs(seconds - range.fromSeconds) / Math.max(60, seconds));
    }
  }
  const [first, last] = [readings[0], readings.at(-1)];
  const period = first && last && { fromMs: first.atMs, untilMs: last.atMs };
  return { period, waits: { ...waits, errorPercent: medianPercent(errors) }, chances };
}

/** The places that are followed, each from the reading at which it is first looked at. */
function startsOf(readings: readonly Reading[]): { at: number; ahead: number }[] {
  let nextMs = Number.NEGATIVE_INFINITY;
  return readings.flatMap(({ atMs, forecast, isPaused, lastNumber, serving }, at) => {
    if (atMs < nextMs || !forecast || isPaused) return [];
    nextMs = atMs + EVERY_MS;
    return FOLLOWED.filter((count) => count < lastNumber - serving).map((ahead) => ({ at, ahead }));
  });
}

type Shown = { range: WaitRange | undefined; atMs: number };

type Followed = {
  /** When the place was reached, or until when it is known that it was not. */
  endMs: number;
  isReached: boolean;
  wasPaused: boolean;
  /** What was shown at once and halfway. */
  ranges: { range: WaitRange; atMs: number }[];
  chances: { chance: Chance; hadSeats: boolean }[];
};

/** What the page of one place showed until it was reached, the readings end or the queue was emptied. */
function follow(readings: readonly Reading[], at: number, ahead: number): Followed {
  const shownOnes: Shown[] = [];
  let shown: ShownWait | undefined;
  let wasPaused = false;
  let [start, before] = [readings[at], readings[at]];
  for (const reading of readings.slice(at)) {
    start ??= reading;
    before ??= reading;
    const number = start.serving + ahead + 1;
    if (reading !== start && reading.wasEmptied) break;
    if (reading.serving >= number) {
      const endMs = reachedBetween(before, reading, number);
      const chances = chancesOf(start, ahead, { end: reading, isReached: true });
      return { endMs, isReached: true, wasPaused, ranges: rangesIn(shownOnes, endMs), chances };
    }
    wasPaused ||= reading.isPaused;
    shown = nextShown(shown, lookAt(reading, number));
    shownOnes.push({ range: shown.range, atMs: reading.atMs });
    before = reading;
  }
  const endMs = before?.atMs ?? 0;
  const chances = start && before ? chancesOf(start, ahead, { end: before, isReached: false }) : [];
  return { endMs, isReached: false, wasPaused, ranges: rangesIn(shownOnes, endMs), chances };
}

/** Between two readings the queue is taken to have moved evenly. */
function reachedBetween(before: Reading, after: Reading, number: number): number {
  const share = (number - before.serving) / Math.max(1, after.serving - before.serving);
  return before.atMs + share * (after.atMs - before.atMs);
}

function lookAt(reading: Reading, number: number): Look {
  const { atMs, serving, isPaused, forecast } = reading;
  const ahead = peopleAhead(Math.max(0, number - serving - 1), waitingIn(reading));
  const pace = forecast && paceOfForecast(forecast);
  const noTime = whyNoTime(ahead, reading);
  return {
    atMs,
    ahead,
    isPaused,
    noTime,
    estimate: noTime ? undefined : estimateWait({ ahead: ahead + 1, pace }),
  };
}

const waitingIn = ({ forecast, lastNumber, serving }: Reading) => ({
  ...{ waitingShare: forecast?.waitingShare ?? 1, numbers: lastNumber - serving },
});

function rangesIn(shownOnes: readonly Shown[], endMs: number): Followed["ranges"] {
  const [first] = shownOnes;
  const halfMs = first ? (first.atMs + endMs) / 2 : 0;
  const half = shownOnes.findLast(({ atMs }) => atMs <= halfMs);
  return [first, half === first ? undefined : half].flatMap((one) =>
    one?.range ? [{ range: one.range, atMs: one.atMs }] : [],
  );
}

/** Seats that are gone before a turn are gone at it: that is known also of a turn that did not come. */
function chancesOf(
  start: Reading,
  ahead: number,
  { end, isReached }: { end: Reading; isReached: boolean },
): Followed["chances"] {
  const leftAtEnd = new Map(end.levels.map(({ id, left }) => [id, left]));
  const people = peopleAhead(ahead, waitingIn(start));
  return chancesBehind(people, start).flatMap(({ id, chance }) => {
    const hadSeats = (leftAtEnd.get(id) ?? 0) > 0;
    return isReached || !hadSeats ? [{ chance, hadSeats }] : [];
  });
}

function comparedWith(range: WaitRange, seconds: number): "shorter" | "inside" | "longer" {
  if (seconds > range.toSeconds) return "longer";
  return seconds < range.fromSeconds ? "shorter" : "inside";
}

function medianPercent(values: readonly number[]): number | null {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return middle === undefined ? null : Math.round(middle * 100);
}
