/** Questions about a moment on the clocks of a place. Pure; browser-safe. */

/** Whether two moments are on one calendar day at the place. */
export function isSameDay(a: string, b: string, timeZone: string): boolean {
  const day = formatter(timeZone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return day.format(new Date(a)) === day.format(new Date(b));
}

/**
 * Whether the clocks of the place change within twelve hours of the moment. An hour of such a night may come twice or never, so
 * it is only clear with its zone's abbreviation.
 */
export function isNearClockChange(at: string, timeZone: string): boolean {
  const moment = Date.parse(at);
  const offset = formatter(timeZone, { timeZoneName: "longOffset" });
  const at12 = (hours: number) => offset.formatToParts(moment + hours * HOUR_MS).find(isZone)?.value;
  return at12(-12) !== at12(12);
}

const HOUR_MS = 3_600_000;
const isZone = ({ type }: Intl.DateTimeFormatPart) => type === "timeZoneName";
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options).join()}`;
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
    formatters.set(key, known);
  }
  return known;
}
