import { isOpenDate, OPEN_DATE_MS } from "#lib/platform/open-date";
import type { EventChange } from "./event-contract.ts";
import type { FieldProblem } from "./event-rules.ts";
import type { EventTimes } from "./shift-times.ts";

/** An event that is put off without a new date, and one that gets its date (docs/decisions/060-preview-links-and-postponement.md). */

type Row = Record<"startsAt" | "endsAt" | "doorsAt" | "salesStartAt" | "salesEndAt", Date>;

const HOUR_MS = 3_600_000;

/**
 * The times of an event after a change. Put off without a date, its start is open and its sale is over; it keeps how long it lasts. With a
 * date again, what the change does not say follows the start: doors an hour before, the end as long after, and the sale until then.
 */
export function timesAfter(row: Row, change: EventChange, now: Date): EventTimes {
  if (change.status === "postponed" && !isOpenDate(row.startsAt)) return openTimes(row, now);
  const at = (time: string | undefined, known: number) => (time === undefined ? known : Date.parse(time));
  const startsAtMs = at(change.start_time, row.startsAt.getTime());
  const isDatedAgain = isOpenDate(row.startsAt) && !isOpenDate(startsAtMs);
  const known = isDatedAgain
    ? { ends: startsAtMs + lengthOf(row), doors: startsAtMs - HOUR_MS, saleEnds: startsAtMs }
    : { ends: row.endsAt.getTime(), doors: row.doorsAt.getTime(), saleEnds: row.salesEndAt.getTime() };
  return {
    startsAtMs,
    endsAtMs: at(change.end_time, known.ends),
    doorsAtMs: at(change.doors_time, known.doors),
    salesStartAtMs: at(change.sales_start_time, row.salesStartAt.getTime()),
    salesEndAtMs: at(change.sales_end_time, known.saleEnds),
  };
}

function openTimes(row: Row, now: Date): EventTimes {
  const salesEndAtMs = Math.min(row.salesEndAt.getTime(), now.getTime());
  return {
    ...{ startsAtMs: OPEN_DATE_MS, doorsAtMs: OPEN_DATE_MS, endsAtMs: OPEN_DATE_MS + lengthOf(row) },
    // A sale that had not begun has not: it has no length (`hadNoSale`).
    ...{ salesStartAtMs: Math.min(row.salesStartAt.getTime(), salesEndAtMs - 1), salesEndAtMs },
  };
}

function lengthOf({ startsAt, endsAt }: Row): number {
  return endsAt.getTime() - startsAt.getTime();
}

/** Whether the sale of an event without a date had not begun when it was put off. */
function hadNoSale({ startsAt, salesStartAt, salesEndAt }: Row): boolean {
  return isOpenDate(startsAt) && salesEndAt.getTime() - salesStartAt.getTime() === 1;
}

/** What speaks against putting an event off without a date, or against the date that it gets. */
export function postponeProblems(row: Row, change: EventChange, now: Date): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const times = (["start_time", "end_time", "doors_time", "sales_start_time", "sales_end_time"] as const).filter(
    (field) => change[field] !== undefined,
  );
  if (change.start_time !== undefined && isOpenDate(change.start_time))
    problems.push({ path: "start_time", message: "must be before the year 2100" });
  if (change.status === "postponed") {
    problems.push(...times.map((path) => ({ path, message: "an event without a date has none: leave it out" })));
    if (row.endsAt <= now) problems.push({ path: "status", message: "the event is over" });
    return problems;
  }
  if (!isOpenDate(row.startsAt)) return problems;
  if (change.start_time === undefined)
    return [...problems, ...times.map((path) => ({ path, message: "the event has no date: say start_time as well" }))];
  if (change.sales_start_time === undefined && hadNoSale(row))
    problems.push({ path: "sales_start_time", message: "say it: the sale had not begun when the event was postponed" });
  return problems;
}
