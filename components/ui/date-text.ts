import { isNearClockChange } from "#lib/platform/local-time";
import { isOpenDate, openDateWords } from "#lib/platform/open-date";

/**
 * Ways to write a moment. All take the zone of the place it happens in, never the reader's or the server's. An hour in a night in
 * which the clocks change carries its zone's abbreviation in every style.
 */
export const DATE_STYLES = {
  /** Saturday, 14 November 2026 at 19:30 GMT+1 */
  full: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  /** Saturday, 14 November 2026 */
  date: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  /** Sat, 14 Nov 2026, 19:30 GMT+1: what is kept and looked at years later */
  kept: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  /** 14 Nov 2026: for columns */
  dated: { day: "numeric", month: "short", year: "numeric" },
  /** 14 Nov 2026, 19:30:05 GMT+1: for logs, where the order of lines counts */
  exact: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  },
  /** Sat, 14 Nov */
  day: { weekday: "short", day: "numeric", month: "short" },
  /** Sat, 14 Nov, 19:30 */
  short: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  /** Sat, 14 Nov, 19:30 GMT+1: what happens online, where the reader need not be at the venue */
  online: {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  /** 19:30 */
  time: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof DATE_STYLES;

/**
 * A moment (ISO 8601) in words, whatever the style for a date that is to be announced. `nowMs` says which year is this one. Throws a
 * RangeError when it is no date or the zone is unknown.
 */
export function dateText(
  at: string,
  {
    timeZone,
    style,
    locale,
    nowMs = Date.now(),
  }: { timeZone: string; style: DateStyle; locale: string; nowMs?: number },
): string {
  if (isOpenDate(at)) return openDateWords(locale);
  const options = DATE_STYLES[style];
  const hasZone = "hour" in options && !("timeZoneName" in options) && isNearClockChange(at, timeZone);
  const hasYear = "day" in options && !("year" in options) && !isSameYear(at, { nowMs, timeZone });
  return formatter(regional(locale), { timeZone, style, hasZone, hasYear }).format(new Date(at));
}

/** Whether the moment lies in the year of now, by the calendar of the zone. */
function isSameYear(at: string, { nowMs, timeZone }: { nowMs: number; timeZone: string }): boolean {
  const year = formatter("en-GB", { timeZone, style: "year", hasZone: false, hasYear: false });
  return year.format(new Date(at)) === year.format(nowMs);
}

/** The parts of a date as a poster sets them: `{ weekday: "Sat", day: "14", month: "Nov", year: "2026" }`. */
export function posterParts(
  at: string,
  timeZone: string,
  locale: string,
): { weekday: string; day: string; month: string; year: string } {
  if (isOpenDate(at)) return { weekday: "", day: "?", month: "", year: "" };
  const date = new Date(at);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(regional(locale), { ...options, timeZone }).format(date).replace(/\.$/, "");
  return {
    weekday: part({ weekday: "short" }),
    day: part({ day: "numeric" }),
    month: part({ month: "short" }),
    year: part({ year: "numeric" }),
  };
}

// The 24-hour clock and day before month are read everywhere our venues are; American English alone would differ.
function regional(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(
  locale: string,
  {
    timeZone,
    style,
    hasZone,
    hasYear,
  }: { timeZone: string; style: DateStyle | "year"; hasZone: boolean; hasYear: boolean },
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${style} ${hasZone} ${hasYear}`;
  let known = formatters.get(key);
  if (!known) {
    const year = style === "year" || hasYear ? ({ year: "numeric" } as const) : {};
    const zone = hasZone ? ({ timeZoneName: "short" } as const) : {};
    known = new Intl.DateTimeFormat(locale, {
      ...{ ...(style === "year" ? {} : DATE_STYLES[style]), ...year, ...zone },
      timeZone,
    });
    formatters.set(key, known);
  }
  return known;
}
