/**
 * The instant at which clocks in `timeZone` show `time` (`20:00`), `days` days after the day it is there now. Found by
 * asking the zone what a guess looks like there and correcting by the difference, twice, since the first correction may
 * cross a change of summer time.
 */
export function venueTime(now: Date, timeZone: string, { days, time }: { days: number; time: string }): Date {
  const today = wallClock(now, timeZone);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const wanted = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, hours, minutes);
  let guess = wanted;
  for (let i = 0; i < 2; i++) guess += wanted - wallClock(new Date(guess), timeZone).getTime();
  return new Date(guess);
}

/** What a clock there shows, written as if it were UTC, to the minute. */
function wallClock(at: Date, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((known) => known.type === type)?.value ?? 0);
  return new Date(Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute")));
}
