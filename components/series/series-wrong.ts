import type { WrongLines } from "./read-series-form.ts";

const FIELDS = ["weekdays", "from", "until", "times", "also", "skip"] as const;
export type SeriesField = (typeof FIELDS)[number];

/** What is wrong with the form of a series: lines that cannot be read, and fields that the server refused. */
export type SeriesWrong = { lines?: WrongLines; fields?: readonly SeriesField[] };

/** The fields of the form that the API names; undefined where it names others. */
export function wrongOf(fields: readonly { path: string }[]): SeriesWrong | undefined {
  const named = FIELDS.filter((field) => fields.some(({ path }) => path.split(".")[0] === field));
  return named.length > 0 ? { fields: named } : undefined;
}
