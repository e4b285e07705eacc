import { isOpenDate } from "#lib/platform/open-date";
import type { EventChange } from "../event-contract.ts";
import { clockShift } from "../shift-times.ts";

/** Times that follow the start of a date. The beginning of the sale does not: all dates go on sale together. */
const FOLLOWING_TIMES = ["start_time", "end_time", "doors_time", "sales_end_time"] as const;

type Values = Readonly<Record<string, unknown>>;

type DateFacts = {
  /** The changed event's fields before its change, and the date's of now, by their names on the wire. */
  before: Values;
  now: Values;
  /** When the changed event started and when the date does. */
  fromMs: number;
  toMs: number;
  timeZone: string;
  overwrite: boolean;
};

/**
 * A change of an event as it is for another date of its series: times are at the same hour on that date's clocks. A field that the date has otherwise than the event had is
 * `kept`, unless `overwrite`. `wanted` is undefined where nothing is left to change.
 */
export function changeForDate(
  { revision: _, status, ...change }: EventChange,
  { before, now, overwrite, ...clock }: DateFacts,
): { wanted: EventChange | undefined; kept: string[] } {
  const moved = clockShift(clock.fromMs, clock.toMs, clock.timeZone);
  // A date that is to be announced follows no other.
  const isOpen = isOpenDate(clock.fromMs) || isOpenDate(clock.toMs);
  const onDate = (field: string, value: unknown) =>
    isFollowing(field) && typeof value === "string" ? new Date(moved(Date.parse(value))).toISOString() : value;
  const wanted: Record<string, unknown> = {};
  const kept: string[] = [];
  for (const [field, value] of Object.entries(change)) {
    if (isOpen && field.endsWith("_time")) {
      kept.push(field);
      continue;
    }
    const asked = onDate(field, value);
    if (value === undefined || isSame(asked, now[field])) continue;
    if (overwrite || isSame(onDate(field, before[field]), now[field])) wanted[field] = asked;
    else kept.push(field);
  }
  // A date that is on sale or was cancelled is published already.
  if (status === "on_sale" && now.status === "DRAFT") wanted.status = status;
  return { wanted: Object.keys(wanted).length > 0 ? (wanted as EventChange) : undefined, kept };
}

const isFollowing = (field: string) => (FOLLOWING_TIMES as readonly string[]).includes(field);

/** Whether two values of a field are one, whatever the order of their parts. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return momentOf(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

/** One moment may be written in several zones. */
function momentOf(value: unknown): unknown {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) ? Date.parse(value) : value;
}
