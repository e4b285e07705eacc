import {
  CALLS_KNOWN_MIN,
  type Chance,
  chanceOfAny,
  chancesByLevel,
  type LevelLeft,
  PACE_SPREAD,
  type Pace,
  SEATS_PER_PERSON,
} from "./estimate.ts";

/** How a queue will move, from how it moved: pure rules over the readings that are taken every ten seconds (log-reading.ts). */

/**
 * The queue at one moment. `waiting` counts those of the numbers behind `serving` who did not leave, `inside` those who are let in or on
 * their way in, and `choosing` those of them who have chosen no seats yet.
 */
export type Reading = {
  atMs: number;
  serving: number;
  lastNumber: number;
  calledCount: number;
  waiting: number;
  inside: number;
  choosing: number;
  isPaused: boolean;
  /** The organizer emptied the queue at this moment: the numbers before it were passed over. */
  wasEmptied: boolean;
  forecast: Forecast | undefined;
  levels: readonly LevelRead[];
};

/** Seats of a price level that are free, and those that somebody has: held or booked. */
export type LevelSeats = { id: number; left: number; occupied: number };

export type LevelRead = LevelSeats & LevelLeft;

/** Paces are people a minute. */
export type Forecast = {
  /** Measured over the last minutes. */
  pacePerMinute: number;
  /** Expected once the free places are taken. */
  steadyPerMinute: number;
  ratePerMinute: number;
  spread: number;
  freePlaces: number;
  inside: number;
  choosing: number;
  /** Of the numbers that were not called yet, the part whose holders still wait, from 0 to 1. */
  waitingShare: number;
};

/** The room now. `stays` are those who were inside: how many of them left, and all seconds that places were taken. */
export type RoomNow = {
  atMs: number;
  serving: number;
  lastNumber: number;
  calledCount: number;
  waiting: number;
  inside: number;
  choosing: number;
  isPaused: boolean;
  /** Nobody is called to the free places: there are no seats for more, or an outage. */
  isHeldBack: boolean;
  placesMax: number;
  /** As fast as people are called to free places now. */
  ratePerMinute: number;
  leaseSeconds: number;
  stays: { ended: number; seconds: number };
};

const LONG_MS = 300_000;
const SHORT_MS = 60_000;
/** Nobody waited, or nothing moved the queue: such a time says nothing of the pace. */
const GAP_MS = 60_000;
/** So many calls weigh as much as what was assumed before. */
const CALLS_TRUSTED = 30;
const STAYS_TRUSTED = 10;
const MINUTES_TRUSTED = 5;
const FEW = 20;
const SPREAD_MIN = 0.1;
const SPREAD_MAX = 0.8;

/**
 * How people will be called; undefined before thirty were, and when the last five minutes say nothing. While places are free, the pace
 * is that of the room's rate and tells nothing of the time after: then it is the places divided by the mean stay, as long as the room is
 * not full. `recent` are readings of the last minutes, in order; what is older counts for nothing.
 */
export function forecastOf(room: RoomNow, recent: readonly Reading[]): Forecast | undefined {
  if (room.calledCount < CALLS_KNOWN_MIN) return undefined;
  const moves = movesOf(room, recent);
  const measured = measuredPace(room, moves);
  if (measured === undefined) return undefined;
  const pacePerMinute = Math.min(measured, room.ratePerMinute);
  const freePlaces = room.isHeldBack ? 0 : Math.max(0, room.placesMax - room.inside);
  const taken = room.isHeldBack ? 1 : Math.min(1, room.inside / room.placesMax);
  const byPlaces = Math.min(room.ratePerMinute, (60 * room.placesMax) / meanStay(room));
  return {
    ...{ pacePerMinute, ratePerMinute: room.ratePerMinute, freePlaces, spread: spreadOf(moves) },
    ...{ inside: room.inside, choosing: room.choosing },
    steadyPerMinute: taken * pacePerMinute + (1 - taken) * byPlaces,
    waitingShare: Math.min(1, room.waiting / Math.max(1, room.lastNumber - room.serving)),
  };
}

/** The pace by which a wait is estimated. */
export function paceOfForecast(
  forecast: Pick<Forecast, "steadyPerMinute" | "ratePerMinute" | "freePlaces" | "spread">,
): Pace {
  return {
    steadyPerSecond: forecast.steadyPerMinute / 60,
    ratePerSecond: forecast.ratePerMinute / 60,
    freePlaces: forecast.freePlaces,
    spread: forecast.spread,
  };
}

/**
 * How many people are called before someone: those of the numbers ahead who still wait, `waitingShare` of all `numbers` that were given out and
 * not called. The last few are counted as they are, since a share of them says little of these; but never more than all others who wait.
 */
export function peopleAhead(
  numbersAhead: number,
  { waitingShare, numbers }: { waitingShare: number; numbers: number },
): number {
  const ahead = numbersAhead <= FEW ? numbersAhead : Math.max(FEW, Math.round(numbersAhead * waitingShare));
  return Math.min(ahead, Math.max(0, Math.round(numbers * waitingShare) - 1));
}

/**
 * The chance that seats of each level are left for someone with so many people ahead: these choose before them, and those inside who have
 * not chosen yet. No one is called to seats that they are expected to take.
 */
export function chancesBehind(
  ahead: number,
  { levels, choosing }: { levels: readonly LevelLeft[]; choosing: number },
): { id: number; chance: Chance }[] {
  return chancesByLevel(levels, ahead + choosing);
}

/**
 * Why no time can be named for someone's turn: it is unlikely that any seats are left (`too_late`), or as likely as not (`uncertain`). People are
 * called to seats, so from there on the queue moves by what those before them leave, not by its pace.
 */
export type NoTime = "too_late" | "uncertain";

/** Undefined where seats are likely to be left behind so many people ahead and those who choose now, and where no level is known. */
export function whyNoTime(
  ahead: number,
  { levels, choosing }: { levels: readonly LevelLeft[]; choosing: number },
): NoTime | undefined {
  if (levels.length === 0) return undefined;
  const chance = chanceOfAny(levels, ahead + choosing);
  if (chance === "likely") return undefined;
  return chance === "unlikely" ? "too_late" : "uncertain";
}

/** How far the queue moved between two readings. */
type Move = { endMs: number; ms: number; calls: number };

function movesOf(room: RoomNow, recent: readonly Reading[]): Move[] {
  const points = [...recent.filter(({ atMs }) => atMs < room.atMs && atMs >= room.atMs - LONG_MS - GAP_MS), room];
  return points.flatMap((end, i) => {
    const start = points[i - 1];
    if (!start || start.isPaused || end.isPaused) return [];
    const ms = end.atMs - start.atMs;
    return ms > GAP_MS ? [] : [{ endMs: end.atMs, ms, calls: end.calledCount - start.calledCount }];
  });
}

/** People a minute over one minute and over five: the more were called in the one, the more it counts, since chance is less of it. */
function measuredPace(room: RoomNow, moves: readonly Move[]): number | undefined {
  const long = paceSince(moves, room.atMs - LONG_MS);
  const short = paceSince(moves, room.atMs - SHORT_MS);
  if (!long) return undefined;
  const weight = short ? short.calls / (short.calls + CALLS_TRUSTED) : 0;
  return weight * (short?.perMinute ?? 0) + (1 - weight) * long.perMinute;
}

function paceSince(moves: readonly Move[], sinceMs: number): { perMinute: number; calls: number } | undefined {
  const within = moves.filter(({ endMs }) => endMs > sinceMs);
  const ms = within.reduce((sum, move) => sum + move.ms, 0);
  const calls = within.reduce((sum, move) => sum + move.calls, 0);
  return ms > 0 ? { perMinute: (calls * 60_000) / ms, calls } : undefined;
}

/** Seconds that someone keeps a place, from those who left and the time so far of those inside; half of the longest until some left. */
function meanStay({ stays, leaseSeconds }: RoomNow): number {
  return Math.max(1, (stays.seconds + (STAYS_TRUSTED * leaseSeconds) / 2) / (stays.ended + STAYS_TRUSTED));
}

/** How far the pace of whole minutes varies beyond what chance makes of single calls, mixed with what is assumed before. */
function spreadOf(moves: readonly Move[]): number {
  const minutes = wholeMinutes(moves);
  const mean = minutes.reduce((sum, calls) => sum + calls, 0) / Math.max(1, minutes.length);
  if (minutes.length < 2 || mean === 0) return PACE_SPREAD;
  const variance = minutes.reduce((sum, calls) => sum + (calls - mean) ** 2, 0) / (minutes.length - 1);
  const observed = Math.max(0, variance - mean) / mean ** 2;
  const mixed = (minutes.length * observed + MINUTES_TRUSTED * PACE_SPREAD ** 2) / (minutes.length + MINUTES_TRUSTED);
  return Math.min(SPREAD_MAX, Math.max(SPREAD_MIN, Math.sqrt(mixed)));
}

/** Calls of each whole minute, counted back from now. */
function wholeMinutes(moves: readonly Move[]): number[] {
  const minutes: number[] = [];
  let ms = 0;
  let calls = 0;
  for (const move of moves.toReversed()) {
    ms += move.ms;
    calls += move.calls;
    if (ms < SHORT_MS) continue;
    minutes.push((calls * SHORT_MS) / ms);
    ms = 0;
    calls = 0;
  }
  return minutes;
}

/**
 * How many seats of each price level someone who is let in takes on average: what was taken since the first reading of the queue, by those
 * who chose or left since. Not over the last minutes: at the end of a sale those who found nothing are most of them, and the call counts
 * the whole sale too. Counted by the seats that somebody has, so that a release to all is not taken for seats that came back. Mixed with
 * what is assumed before, by the seats that each level had.
 */
export function takenPerPerson(
  levels: readonly LevelSeats[],
  { room, first }: { room: Pick<RoomNow, "calledCount" | "choosing">; first: Reading | undefined },
): LevelRead[] {
  const before = new Map(first?.levels.map((level) => [level.id, level.occupied]));
  const takenOf = ({ id, occupied }: LevelSeats) => Math.max(0, occupied - (before.get(id) ?? occupied));
  const hadOf = (level: LevelSeats) => level.left + takenOf(level);
  const total = levels.reduce((sum, level) => sum + hadOf(level), 0);
  const people = first ? Math.max(0, room.calledCount - room.choosing - (first.calledCount - first.choosing)) : 0;
  return levels.map((level) => {
    const assumed = total > 0 ? (SEATS_PER_PERSON * hadOf(level)) / total : 0;
    const seatsPerPerson = (takenOf(level) + CALLS_TRUSTED * assumed) / (people + CALLS_TRUSTED);
    return { ...level, seatsPerPerson: Math.round(seatsPerPerson * 1_000) / 1_000 };
  });
}
