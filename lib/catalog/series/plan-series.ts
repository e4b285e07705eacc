import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { type OwnEvent, ownEvent } from "../organizer-event.ts";
import { refuse } from "../refusals.ts";
import { copyTimes } from "../shift-times.ts";
import { SERIES_DATES_MAX, type SERIES_VERDICTS, type SeriesPreview, type SeriesRule } from "./series-contract.ts";
import { datesOf, type SeriesDate } from "./series-dates.ts";
import { findSeriesId, type HallTime, listHallTimes, listWaitingDates } from "./series-store.ts";

type Verdict = (typeof SERIES_VERDICTS)[number];

/** A date of a series, with what speaks for or against it. `overlaps` has no id where it is a date of the same request. */
export type PlannedDate = SeriesDate & {
  endsAtMs: number;
  verdict: Verdict;
  overlaps: { id: number | null; title: string; startsAt: Date } | undefined;
};

/** What making the dates of a rule would do, as things stand now; nothing is written. Refuses a rule that means no dates, under its fields. */
export async function previewSeries(
  person: Staff,
  eventId: number,
  rule: SeriesRule,
): Promise<{ ok: true; preview: SeriesPreview } | Refused<"not_found" | "forbidden" | "invalid_request">> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const planned = await planSeries(own, rule);
  if (!planned.ok) return planned;
  const { dates } = planned;
  const iso = (atMs: number) => new Date(atMs).toISOString();
  return {
    ok: true,
    preview: {
      time_zone: own.row.timeZone,
      dates: dates.map(({ local, startsAtMs, endsAtMs, verdict, clocks, overlaps }) => ({
        ...{ local, start_time: iso(startsAtMs), end_time: iso(endsAtMs), verdict, clocks },
        overlaps: overlaps
          ? { id: overlaps.id, title: overlaps.title, start_time: overlaps.startsAt.toISOString() }
          : null,
      })),
      new_dates: dates.filter(({ verdict }) => verdict === "new").length,
      refused_dates: dates.filter(isRefused).length,
      dates_max: SERIES_DATES_MAX,
    },
  };
}

export const isRefused = ({ verdict }: PlannedDate) => verdict === "past" || verdict === "overlaps";

/** Judges the dates of a rule: against the clock, the series, everything else in the hall, and each other. */
export async function planSeries(
  own: OwnEvent,
  rule: SeriesRule,
): Promise<{ ok: true; dates: PlannedDate[] } | Refused<"invalid_request">> {
  const { row } = own;
  const read = datesOf(rule, { timeZone: row.timeZone, max: SERIES_DATES_MAX });
  if (!read.ok) return refuse("invalid_request", { fields: read.problems.slice(0, 20) });
  const nowMs = Date.now();
  const timed = read.dates.map((date) => ({
    ...date,
    endsAtMs: copyTimes(own.row, date.startsAtMs, { nowMs }).endsAtMs,
  }));
  const from = new Date(Math.min(...timed.map(({ startsAtMs }) => startsAtMs)));
  const until = new Date(Math.max(...timed.map(({ endsAtMs }) => endsAtMs)));
  const seriesId = await findSeriesId(row.id);
  const there = await listHallTimes(row, { from, until });
  const waiting = seriesId === null ? [] : (await listWaitingDates(seriesId)).map((date) => date.getTime());
  const dates: PlannedDate[] = [];
  for (const date of timed) {
    const judged = judgeDate(date, { row, seriesId, there, waiting, nowMs });
    const before = dates.find((other) => other.verdict === "new" && other.endsAtMs > date.startsAtMs);
    const clash = judged.verdict === "new" && before;
    dates.push(
      clash
        ? {
            ...date,
            verdict: "overlaps",
            overlaps: { id: null, title: row.title, startsAt: new Date(before.startsAtMs) },
          }
        : { ...date, ...judged },
    );
  }
  return { ok: true, dates };
}

type Ground = {
  row: OwnEvent["row"];
  seriesId: string | null;
  there: readonly HallTime[];
  waiting: readonly number[];
  nowMs: number;
};

function judgeDate(
  date: SeriesDate & { endsAtMs: number },
  { row, seriesId, there, waiting, nowMs }: Ground,
): Pick<PlannedDate, "verdict" | "overlaps"> {
  const plain = (verdict: Verdict) => ({ verdict, overlaps: undefined });
  if (date.startsAtMs === row.startsAt.getTime()) return plain("this_event");
  const isMade = there.some((each) => isDateOf(each, { seriesId, startsAtMs: date.startsAtMs }));
  if (isMade || waiting.includes(date.startsAtMs)) return plain("made");
  if (date.startsAtMs <= nowMs) return plain("past");
  const other = overlapping(date, there);
  return other ? { verdict: "overlaps", overlaps: other } : plain("new");
}

const isDateOf = (each: HallTime, { seriesId, startsAtMs }: { seriesId: string | null; startsAtMs: number }) =>
  seriesId !== null && each.seriesId === seriesId && each.startsAt.getTime() === startsAtMs;

/** What takes place in the hall at the same time; undefined for nothing. */
export function overlapping(
  { startsAtMs, endsAtMs }: { startsAtMs: number; endsAtMs: number },
  there: readonly HallTime[],
): HallTime | undefined {
  return there.find(({ startsAt, endsAt }) => startsAt.getTime() < endsAtMs && endsAt.getTime() > startsAtMs);
}
