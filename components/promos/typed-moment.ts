/** `2026-11-29T20:00` on the clocks of a place as a moment (ISO 8601); undefined when it is none. An hour that comes twice is the first one. */
export function momentOf(typed: string, timeZone: string): string | undefined {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? Date.parse(`${typed}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return undefined;
  // A clock is at most 14 hours from UTC; both guesses agree but near a change, where the earlier one is taken.
  const guesses = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => asUtc - offsetMs(near, timeZone));
  const right = guesses.filter((guess) => typedMoment(new Date(guess).toISOString(), timeZone) === typed);
  return new Date(right[0] ?? guesses[0] ?? asUtc).toISOString();
}

/** A moment (ISO 8601) as a date and an hour on the clocks of a place. */
export function typedMoment(iso: string, timeZone: string): string {
  const at = Date.parse(iso);
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}

/** How far the clocks of a place are ahead of UTC. */
function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    ...({ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}
