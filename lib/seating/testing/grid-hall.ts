import fc from "fast-check";
import { fitPage } from "../fit-page.ts";
import type { Layout, Row, Section } from "../layout.ts";
import { bitmapBytes, writeState } from "../seat-state.ts";

/** A plain hall for tests: sections side by side, straight rows, blocks of the given lengths with aisles between them. */
export type GridSection = {
  readonly rows: number;
  readonly blocks: readonly number[];
  readonly category?: number;
  /** Letters of SEAT_KINDS for the seats of every row, blocks joined; standard where it is short. */
  readonly kinds?: string;
};

const AISLE = 40;
const ROW_GAP = 30;

export function gridHall(sections: readonly GridSection[], standing = 0): Layout {
  let left = 0;
  const seated = sections.map((section, i): Section => {
    const from = left;
    const rows = Array.from({ length: section.rows }, (_, r) => gridRow(section, r, from));
    const width = Math.max(0, ...rows.flatMap((row) => row.x)) - from;
    left = from + width + 3 * AISLE;
    const bottom = 100 + section.rows * ROW_GAP;
    return {
      name: `Section ${i + 1}`,
      kind: "seated",
      category: section.category ?? 0,
      outline: [from - 15, 85, from + width + 15, 85, from + width + 15, bottom, from - 15, bottom],
      label: [from + width / 2, 100],
      rows,
      capacity: rows.reduce((sum, row) => sum + row.numbers.length, 0),
    };
  });
  const area: Section = {
    name: "Standing",
    kind: "standing",
    category: 0,
    outline: [0, 0, 200, 0, 200, 60, 0, 60],
    label: [100, 30],
    rows: [],
    capacity: standing,
  };
  return fitPage(
    {
      name: "Grid",
      pitch: 20,
      focal: [left / 2, 0],
      categories: [{ name: "A" }, { name: "B" }, { name: "C" }],
      sections: standing > 0 ? [...seated, area] : seated,
      decor: [],
    },
    20,
  );
}

function gridRow({ blocks, kinds }: GridSection, index: number, left: number): Row {
  const x: number[] = [];
  let at = left;
  for (const length of blocks) {
    for (let i = 0; i < length; i++) x.push(at + i * 20);
    at += (length - 1) * 20 + AISLE;
  }
  const letters = (kinds ?? "").slice(0, x.length).padEnd(x.length, ".");
  return {
    label: String.fromCharCode(65 + index),
    numbers: x.map((_, i) => String(i + 1)),
    x,
    y: x.map(() => 100 + index * ROW_GAP),
    ...(kinds === undefined ? {} : { kinds: letters }),
  };
}

/** A bitmap in which the given seats are booked and all others free. */
export function bitmapWith(seatCount: number, booked: Iterable<number>): Uint8Array {
  const bitmap = new Uint8Array(bitmapBytes(seatCount));
  for (const id of booked) writeState(bitmap, id, 2);
  return bitmap;
}

/** The states of one row of seats, drawn: "_" free, "x" booked. */
export function drawn(states: string): Uint8Array {
  return bitmapWith(
    states.length,
    [...states].flatMap((letter, i) => (letter === "_" ? [] : [i + 1])),
  );
}

const section = fc.record({
  rows: fc.integer({ min: 1, max: 5 }),
  blocks: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
  category: fc.integer({ min: 0, max: 2 }),
  kinds: fc.string({ unit: fc.constantFrom(".", ".", ".", ".", "r", "w", "c"), maxLength: 16 }),
});

/** Any small hall in any state of selling. */
export const anyHallAndStates = fc
  .record({
    sections: fc.array(section, { minLength: 1, maxLength: 3 }),
    standing: fc.constantFrom(0, 0, 6),
    fill: fc.constantFrom(0, 30, 60, 85),
    seed: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 400, maxLength: 400 }),
  })
  .map(({ sections, standing, fill, seed }) => {
    const layout = gridHall(sections, standing);
    const count = layout.sections.reduce((sum, part) => sum + part.capacity, 0);
    const booked = Array.from({ length: count }, (_, i) => i + 1).filter((id) => (seed[id % 400] ?? 0) < fill);
    return { layout, count, states: bitmapWith(count, booked) };
  });
