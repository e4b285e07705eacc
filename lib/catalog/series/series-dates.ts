import { readWallTime } from "#lib/platform/wall-clock";
import { type SeriesRule, WEEKDAYS } from "./series-contract.ts";

/** A date of a series: how it was asked for, the moment that it means, and whether the clocks show its hour once that day. */
export type SeriesDate = { local: string; startsAtMs: number; clocks: "once" | "twice" | "never" };

export type RuleProblem = { path: string; message: string };

const DAY_MS = 86_400_000;
const DAYS_MAX = 1_100;

/**
 * The dates that a rule means on the clocks of a place, in order and each once, at most `max` of them; or what is wrong with the rule. An
 * hour that comes twice that day is its first; one that the clocks jump over is the hour after it.
 */
export function datesOf(
  rule: SeriesRule,
  { timeZone, max }: { timeZone: string; max: number },
): { ok: true; dates: SeriesDate[] } | { ok: false; problems: RuleProblem[] } {
  const problems = ruleProblems(rule);
  if (problems.length > 0) return { ok: false, problems };
  const skipped = new Set(rule.skip);
  const wanted = [...new Set([...weekly(rule), ...rule.also])]
    .filter((local) => !skipped.has(local) && !skipped.has(local.slice(0, 10)))
    .sort();
  if (wanted.length > max) {
    const message = `means ${wanted.length} dates; at most ${max} are made at a time`;
    return { ok: false, problems: [{ path: rule.weekdays.length > 0 ? "until" : "also", message }] };
  }
  if (wanted.length === 0)
    return { ok: false, problems: [{ path: "weekdays", message: "no date is left: name weekdays or single dates" }] };
  const read = wanted.map((local) => readLocal(local, timeZone));
  const unknown = wanted.filter((_, index) => read[index] === undefined);
  if (unknown.length > 0)
    return { ok: false, problems: unknown.map((local) => ({ path: "also", message: `there is no ${local}` })) };
  const once = new Map(read.flatMap((date) => (date ? [[date.startsAtMs, date] as const] : [])));
  return { ok: true, dates: [...once.values()].sort((a, b) => a.startsAtMs - b.startsAtMs) };
}

/** What a date and an hour such as `2027-03-14T20:00` mean in a place; undefined where no calendar has them. */
export function readLocal(local: string, timeZone: string): SeriesDate | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number);
  const reading = readWallTime({ year, month, day, hour, minute }, timeZone);
  if (!reading) return undefined;
  const moment = reading.kind === "once" ? reading.moment : reading.moments[0];
  return { local, startsAtMs: moment.atMs, clocks: reading.kind };
}

function ruleProblems({ weekdays, from, until, times, also }: SeriesRule): RuleProblem[] {
  const isWeekly = weekdays.length > 0;
  const problems: RuleProblem[] = [];
  const expectThat = (isSo: boolean, path: string, message: string) => isSo || problems.push({ path, message });
  expectThat(isWeekly || also.length > 0, "weekdays", "name weekdays or single dates");
  expectThat(!isWeekly || from !== undefined, "from", "say from which day on");
  expectThat(!isWeekly || until !== undefined, "until", "say until which day");
  expectThat(!isWeekly || times.length > 0, "times", "say at which hours");
  if (from === undefined || until === undefined) return problems;
  expectThat(from <= until, "until", "must not be before the first day");
  expectThat((Date.parse(until) - Date.parse(from)) / DAY_MS <= DAYS_MAX, "until", "must be within three years");
  return problems;
}

function weekly({ weekdays, from, until, times }: SeriesRule): string[] {
  if (from === undefined || until === undefined) return [];
  const days: string[] = [];
  for (let atMs = Date.parse(from); atMs <= Date.parse(until); atMs += DAY_MS) {
    const date = new Date(atMs);
    const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7];
    if (weekday && weekdays.includes(weekday)) days.push(date.toISOString().slice(0, 10));
  }
  return days.flatMap((day) => times.map((time) => `${day}T${time}`));
}
