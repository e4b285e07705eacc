import { isOpenDate } from "#lib/platform/open-date";
import { readWallTime, type WallTime, wallTimeAt } from "#lib/platform/wall-clock";

/** The moments of an event, in epoch milliseconds. */
export type EventTimes = {
  startsAtMs: number;
  endsAtMs: number;
  doorsAtMs: number;
  salesStartAtMs: number;
  salesEndAtMs: number;
};

/**
 * The times of an event that starts at another moment, as clocks on the wall show them: doors that opened at 19:00 for 20:00 open at
 * 19:00 again, also where the clocks change in between. An hour that the clocks jump over is the hour after it, one that comes twice
 * is the first. A sale that would begin in the past begins now. With `saleStays` the sale begins when it did, as long as that is before its end.
 */
export function shiftTimes(
  times: EventTimes,
  startsAtMs: number,
  { timeZone, nowMs, saleStays = false }: { timeZone: string; nowMs: number; saleStays?: boolean },
): EventTimes {
  const moved = clockShift(times.startsAtMs, startsAtMs, timeZone);
  const salesEndAtMs = moved(times.salesEndAtMs);
  const opensAtMs =
    saleStays && times.salesStartAtMs < salesEndAtMs ? times.salesStartAtMs : moved(times.salesStartAtMs);
  return {
    startsAtMs,
    endsAtMs: moved(times.endsAtMs),
    doorsAtMs: Math.min(moved(times.doorsAtMs), startsAtMs),
    salesStartAtMs: Math.max(opensAtMs, nowMs),
    salesEndAtMs,
  };
}

type EventMoments = Record<"startsAt" | "endsAt" | "doorsAt" | "salesStartAt" | "salesEndAt", Date> & {
  timeZone: string;
};

/** The times of the copy of an event. With `saleStays` its sale begins when that of the event does. */
export function copyTimes(
  row: EventMoments,
  startsAtMs: number,
  at: { nowMs: number; saleStays?: boolean },
): EventTimes {
  if (isOpenDate(row.startsAt)) return timesWithoutPattern(row, startsAtMs, at.nowMs);
  const times = {
    ...{ startsAtMs: row.startsAt.getTime(), endsAtMs: row.endsAt.getTime(), doorsAtMs: row.doorsAt.getTime() },
    ...{ salesStartAtMs: row.salesStartAt.getTime(), salesEndAtMs: row.salesEndAt.getTime() },
  };
  return shiftTimes(times, startsAtMs, { timeZone: row.timeZone, ...at });
}

/** Of an event without a date a copy has its length alone: its doors open an hour before, and its sale begins now. */
function timesWithoutPattern({ startsAt, endsAt }: EventMoments, startsAtMs: number, nowMs: number): EventTimes {
  return {
    startsAtMs,
    endsAtMs: startsAtMs + endsAt.getTime() - startsAt.getTime(),
    doorsAtMs: startsAtMs - HOUR_MS,
    salesStartAtMs: Math.min(nowMs, startsAtMs - HOUR_MS),
    salesEndAtMs: startsAtMs,
  };
}

const HOUR_MS = 3_600_000;

/** Moves moments by as much as the clocks of a place differ between two starts. */
export function clockShift(fromMs: number, toMs: number, timeZone: string): (atMs: number) => number {
  const shiftMs = wallMs(toMs, timeZone) - wallMs(fromMs, timeZone);
  return (atMs) => momentOf(wallMs(atMs, timeZone) + shiftMs, timeZone);
}

/** A wall time as if it were in UTC, so that wall times can be counted with. */
function wallMs(atMs: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallTimeAt(atMs, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute);
}

function momentOf(asUtcMs: number, timeZone: string): number {
  const date = new Date(asUtcMs);
  const wall: WallTime = {
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    ...{ hour: date.getUTCHours(), minute: date.getUTCMinutes() },
  };
  const reading = readWallTime(wall, timeZone);
  if (!reading) return asUtcMs;
  return reading.kind === "once" ? reading.moment.atMs : reading.moments[0].atMs;
}
