import { median } from "../geometry.ts";
import type { SvgShape } from "./svg-shapes.ts";

export type NamedSeat = {
  readonly shape: SvgShape;
  readonly section: string;
  readonly row: string;
  readonly number: string;
};

type Parts = readonly string[];
type Reading = { readonly section: number | undefined; readonly row: number | undefined; readonly number: number };

/** What a drawing without sections calls its only one. */
export const ONLY_SECTION = "Hall";

/**
 * Names the seats of a drawing by their data attributes or their ids. An id has one to three parts, such as `seat-A-1` or
 * `seat-1-A-2`; which of them is the number, the row and the section follows from the drawing: numbers that follow each other are
 * neighbours, and rows are the letters. The note says how the ids were read.
 */
export function nameSeats(shapes: readonly SvgShape[]): { seats: NamedSeat[]; note: string } {
  const parts = shapes.map(partsOf);
  const width = Math.min(3, Math.max(...parts.map(({ length }) => length)));
  const padded = parts.map((own) => [...Array<string>(Math.max(0, width - own.length)).fill(""), ...own]);
  const reading = readingOf(padded, shapes, width);
  const part = (own: Parts, at: number | undefined) => (at === undefined ? "" : (own[at] ?? ""));
  const seats = shapes.map((shape, i): NamedSeat => {
    const { attributes } = shape.element;
    const own = padded[i] ?? [];
    return {
      shape,
      section: attributes["data-section"] ?? (part(own, reading.section) || ONLY_SECTION),
      row: attributes["data-row"] ?? part(own, reading.row),
      number: attributes["data-seat"] || part(own, reading.number),
    };
  });
  const [first] = seats;
  const id = shapes[0]?.element.attributes.id ?? "";
  return {
    seats,
    note: `ids are labels: ${id} is section ${first?.section}, row ${first?.row || "none"}, seat ${first?.number}`,
  };
}

/** "seat-1-A-2" is 1, A and 2; "seatA12" is A and 12; of more than three parts the first ones are one name. */
function partsOf({ element: { attributes } }: SvgShape): string[] {
  const id = (attributes.id ?? "").replace(/^seats?(?![a-z])[-_.: ]*/i, "");
  const parts = id.split(/[-_.: ]+/).filter((part) => part !== "");
  const [only = ""] = parts;
  const joined = parts.length === 1 ? /^([a-z]{1,2})(\d+)$/i.exec(only) : null;
  if (joined !== null) return [joined[1] ?? "", joined[2] ?? ""];
  return parts.length > 3 ? [parts.slice(0, -2).join(" "), ...parts.slice(-2)] : parts;
}

/** Of all ways to read the parts the one in which consecutive numbers stand nearest; ties go to letters as rows, then to the order section, row, seat. */
function readingOf(parts: readonly Parts[], shapes: readonly SvgShape[], width: number): Reading {
  if (width <= 1) return { section: undefined, row: undefined, number: 0 };
  const readings: Reading[] =
    width === 2
      ? [
          { section: undefined, row: 0, number: 1 },
          { section: undefined, row: 1, number: 0 },
        ]
      : [2, 0, 1].flatMap((number) =>
          [1, 0, 2].filter((row) => row !== number).map((row) => ({ section: 3 - row - number, row, number })),
        );
  const scored = readings.map((reading) => ({ reading, score: scoreOf(reading, parts, shapes) }));
  const best = Math.min(...scored.map(({ score }) => score));
  // Readings within a tenth of the best are equally near; the first of them in the order of preference stays.
  return (
    scored.find(({ score }) => score <= best * 1.1) ??
    scored[0] ?? { reading: { section: undefined, row: 0, number: 1 } }
  ).reading;
}

/** The usual step from one number of a row to the next; a reading is twice as far for numbers that are letters and rows that are none. */
function scoreOf({ section, row, number }: Reading, parts: readonly Parts[], shapes: readonly SvgShape[]): number {
  const rows = new Map<string, { order: number; at: SvgShape["middle"] }[]>();
  parts.forEach((own, i) => {
    const key = JSON.stringify([section === undefined ? "" : own[section], row === undefined ? "" : own[row]]);
    const text = own[number] ?? "";
    const order = /^\d+$/.test(text) ? Number(text) : (text.codePointAt(0) ?? 0);
    const at = shapes[i]?.middle ?? [0, 0];
    rows.set(key, [...(rows.get(key) ?? []), { order, at }]);
  });
  const steps = [...rows.values()].flatMap((seats) => {
    const inOrder = seats.toSorted((a, b) => a.order - b.order);
    return inOrder
      .slice(1)
      .map((seat, i) => Math.hypot(seat.at[0] - (inOrder[i]?.at[0] ?? 0), seat.at[1] - (inOrder[i]?.at[1] ?? 0)));
  });
  const share = (at: number | undefined, form: RegExp) =>
    at === undefined ? 1 : parts.filter((own) => form.test(own[at] ?? "")).length / Math.max(1, parts.length);
  return median(steps, 1e6) * (1 + (1 - share(number, /^\d+[a-z]?$/i))) * (1 + 0.5 * (1 - share(row, /^[a-z]{1,2}$/i)));
}
