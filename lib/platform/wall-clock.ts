/** Moments from what a clock on the wall of a place shows. Pure; browser-safe. */

/** A moment that a wall clock's date and hour may mean, with the clock's distance from UTC then, such as `+02:00`. */
export type ClockMoment = { readonly atMs: number; readonly offset: string };

/**
 * What a date and an hour mean in a time zone. `twice`: the clocks go back over it, the earlier moment first. `never`: the clocks jump
 * over it; the moments are those that the clock of before and the clock of after would name, which show as an hour later and earlier.
 */
export type ClockReading =
  | { readonly kind: "once"; readonly moment: ClockMoment }
  | { readonly kind: "twice" | "never"; readonly moments: readonly [ClockMoment, ClockMoment] };

/** A date on a wall calendar and an hour on a wall clock. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

/** Reads a wall time in a zone; undefined for a date or an hour that no calendar has, such as 31 April. */
export function readWallTime(wall: WallTime, timeZone: string): ClockReading | undefined {
  const asUtcMs = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  if (!isOnCalendar(wall, asUtcMs)) return undefined;
  // The zone's offsets a day before and after are all that the hour can have: no zone changes twice within two days.
  const offsets = [...new Set([asUtcMs - DAY_MS, asUtcMs + DAY_MS].map((atMs) => offsetMsAt(atMs, timeZone)))];
  const moments = offsets.map((offsetMs) => ({ atMs: asUtcMs - offsetMs, offsetMs }));
  const fitting = moments.filter(({ atMs, offsetMs }) => offsetMsAt(atMs, timeZone) === offsetMs);
  const [one, other] = fitting.length > 0 ? fitting : moments;
  if (!one) return undefined;
  if (fitting.length === 1 || !other) return { kind: "once", moment: momentOf(one) };
  return { kind: fitting.length === 2 ? "twice" : "never", moments: [momentOf(one), momentOf(other)] };
}

/** What a wall clock of the zone shows at a moment. */
export function wallTimeAt(atMs: number, timeZone: string): WallTime {
  const local = new Date(atMs + offsetMsAt(atMs, timeZone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

/** The zone's distance from UTC at a moment, such as `+02:00`. */
export function offsetAt(atMs: number, timeZone: string): string {
  return offsetText(offsetMsAt(atMs, timeZone));
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function isOnCalendar({ year, month, day, hour, minute }: WallTime, asUtcMs: number): boolean {
  const date = new Date(asUtcMs);
  const isDate = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDate && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

function momentOf({ atMs, offsetMs }: { atMs: number; offsetMs: number }): ClockMoment {
  return { atMs, offset: offsetText(offsetMs) };
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(Math.round(offsetMs / MINUTE_MS));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Exact to the minute: a zone of today has no offset with seconds. */
function offsetMsAt(atMs: number, timeZone: string): number {
  let known = formatters.get(timeZone);
  if (!known) {
    const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    known = new Intl.DateTimeFormat("en-US", { ...fields, hourCycle: "h23", timeZone });
    formatters.set(timeZone, known);
  }
  const parts = Object.fromEntries(known.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}
