/**
 * The instant at which clocks in `timeZone` show `time` (`20:00`), `days` days after the present day there. A guess is
 * converted to the zone and corrected by the difference, twice, because the first correction may cross a change of summer
 * time.
 */
export function venueTime(now: Date, timeZone: string, { days, time }: { days: number; time: string }): Date {
  const today = wallClock(now, timeZone);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const wanted = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, hours, minutes);
  let guess = wanted;
  for (let i = 0; i < 2; i++) guess += wanted - wallClock(new Date(guess), timeZone).getTime();
  return new Date(guess);
}

/** The local time of the zone to the minute, as if it were UTC. */
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
