import { parse } from "csv-parse/sync";
import { z } from "zod";

/**
 * How many people arrive in each second, from the second in which people may join. A recorded curve is a CSV file with the header
 * `second,people`, or a JSON file with a list of `{ "second": -3600, "people": 12 }`: seconds relative to the on-sale, negative before it,
 * in any order; seconds that are left out have no arrivals. People who came before joining was possible arrive in the first second.
 */
export type Curve = { readonly perSecond: readonly number[]; readonly opensAt: number };

const rows = z.array(z.object({ second: z.coerce.number().int(), people: z.coerce.number().min(0) })).min(1);

/** Reads a recorded curve. Throws where it is no such file. */
export function readCurve(text: string, opensAt: number): Curve {
  const isJson = text.trimStart().startsWith("[");
  const content: unknown = isJson
    ? JSON.parse(text)
    : parse(text, { columns: true, skip_empty_lines: true, trim: true });
  const read = rows.parse(content);
  const last = Math.max(...read.map(({ second }) => second));
  const perSecond = new Array<number>(Math.max(0, last) + opensAt + 1).fill(0);
  for (const { second, people } of read) {
    const at = Math.max(0, second + opensAt);
    perSecond[at] = (perSecond[at] ?? 0) + people;
  }
  return { perSecond, opensAt };
}

/**
 * The usual curve: a fifth as soon as joining is possible, then ever more until the opening, which brings a last wave of those who are late.
 * Its sum is `people`.
 */
export function modelCurve(people: number, opensAt: number): Curve {
  const afterwards = Math.round(opensAt / 2);
  const weights = Array.from({ length: opensAt + afterwards }, (_, second) => {
    const early = 0.2 * Math.exp(-second / 120) * (1 / 120);
    const rising = second < opensAt ? 0.6 * Math.exp((second - opensAt) / 900) * (1 / 900) : 0;
    const late = second >= opensAt ? 0.2 * Math.exp((opensAt - second) / 300) * (1 / 300) : 0;
    return early + rising + late;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { perSecond: weights.map((weight) => (people * weight) / sum), opensAt };
}

/** Whole people of a second of a curve whose numbers have fractions: their sum is never off by more than one. */
export function wholeArrivals({ perSecond }: Curve): number[] {
  let owed = 0;
  return perSecond.map((people) => {
    owed += people;
    const whole = Math.floor(owed);
    owed -= whole;
    return whole;
  });
}
