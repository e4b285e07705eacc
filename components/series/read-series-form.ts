import type { SeriesRule, WEEKDAYS } from "#lib/catalog/series/series-contract";
import type { SeriesField } from "./series-wrong.ts";

/** The form of a series as it is filled in. `times` is a list on one line; `also` and `skip` have a date a line. */
export type SeriesDraft = {
  weekdays: (typeof WEEKDAYS)[number][];
  from: string;
  until: string;
  times: string;
  also: string;
  skip: string;
};

export const NO_SERIES: SeriesDraft = { weekdays: [], from: "", until: "", times: "20:00", also: "", skip: "" };

/** A line that is no date, as it was typed. */
export type WrongLines = Partial<Record<"times" | "also" | "skip", string>>;

const HOUR = /^(\d{1,2})[:.h](\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = /^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2})[:.h](\d{2})$/;

/** Reads the form as the API takes a rule, with the first line of each field that cannot be read and the fields that are missing. */
export function readSeriesForm(draft: SeriesDraft): {
  rule: Partial<SeriesRule>;
  wrong: WrongLines;
  missing: SeriesField[];
} {
  const isWeekly = draft.weekdays.length > 0;
  const times = isWeekly ? split(draft.times, /[\s,;]+/) : [];
  const also = split(draft.also, /[\n,;]+/);
  const skip = split(draft.skip, /[\n,;]+/);
  const wrong: WrongLines = {};
  const wrongTime = times.find((text) => !HOUR.test(text));
  const wrongDate = also.find((text) => !DATE.test(text));
  const wrongSkip = skip.find((text) => !DATE.test(text) && !DAY.test(text));
  if (wrongTime !== undefined) wrong.times = wrongTime;
  if (wrongDate !== undefined) wrong.also = wrongDate;
  if (wrongSkip !== undefined) wrong.skip = wrongSkip;
  const rule = {
    ...(isWeekly ? { weekdays: draft.weekdays, times: times.map(hourOf) } : {}),
    ...(isWeekly && draft.from ? { from: draft.from } : {}),
    ...(isWeekly && draft.until ? { until: draft.until } : {}),
    ...{ also: also.map(localOf), skip: skip.map(localOf) },
  };
  const missing: SeriesField[] = isWeekly
    ? (["from", "until", "times"] as const).filter((field) => draft[field].trim() === "")
    : also.length === 0
      ? ["weekdays"]
      : [];
  return { rule, wrong, missing };
}

const split = (text: string, by: RegExp) =>
  text
    .split(by)
    .map((each) => each.trim())
    .filter(Boolean);

const hourOf = (text: string) =>
  text.replace(HOUR, (_, hour: string, minute: string) => `${hour.padStart(2, "0")}:${minute}`);
const localOf = (text: string) =>
  text.replace(DATE, (_, day: string, hour: string, minute: string) => `${day}T${hour.padStart(2, "0")}:${minute}`);
