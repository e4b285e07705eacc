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
 * is the first. A sale that would begin in the past begins now.
 */
export function shiftTimes(
  times: EventTimes,
  startsAtMs: number,
  { timeZone, nowMs }: { timeZone: string; nowMs: number },
): EventTimes {
  const moved = clockShift(times.startsAtMs, startsAtMs, timeZone);
  return {
    startsAtMs,
    endsAtMs: moved(times.endsAtMs),
    doorsAtMs: Math.min(moved(times.doorsAtMs), startsAtMs),
    salesStartAtMs: Math.max(moved(times.salesStartAtMs), nowMs),
    salesEndAtMs: moved(times.salesEndAtMs),
  };
}

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
