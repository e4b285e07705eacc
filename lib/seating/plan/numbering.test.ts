import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelRows, numberSeats, type RowScheme, type SeatScheme } from "./numbering.ts";
import { ROW_PRESETS, SEAT_PRESETS } from "./numbering-presets.ts";

const span = (from: number, to: number, step = from < to ? 1 : -1) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => String(from + i * step));

/** Rows as halls number them: the hall's custom, the seats between its aisles, the scheme, the numbers from left to right. */
const SEATS: readonly (readonly [
  custom: string,
  blocks: readonly number[],
  scheme: SeatScheme,
  numbers: readonly string[],
])[] = [
  ["a cinema row from the left", [12], SEAT_PRESETS.leftToRight, span(1, 12)],
  ["West End stalls, house right first", [22], SEAT_PRESETS.rightToLeft, span(22, 1)],
  ["two aisles, the count goes on", [4, 14, 4], SEAT_PRESETS.leftToRight, span(1, 22)],
  [
    "an Italian opera's row, odd on the left",
    [8, 8],
    SEAT_PRESETS.oddLeftEvenRight,
    [...span(15, 1, -2), ...span(2, 16, 2)],
  ],
  ["a French row: impair à gauche without an aisle", [5], SEAT_PRESETS.oddLeftEvenRight, ["5", "3", "1", "2", "4"]],
  ["pair à gauche", [3, 3], SEAT_PRESETS.evenLeftOddRight, ["6", "4", "2", "1", "3", "5"]],
  [
    "odd on the left of a middle aisle that is not in the middle",
    [2, 4],
    SEAT_PRESETS.oddLeftEvenRight,
    ["3", "1", "2", "4", "6", "8"],
  ],
  [
    "Broadway orchestra: odd, 101 on, even",
    [6, 14, 6],
    SEAT_PRESETS.centreConsecutiveOddEvenWings,
    [...span(11, 1, -2), ...span(101, 114), ...span(2, 12, 2)],
  ],
  [
    "Broadway with a split centre",
    [3, 2, 2, 3],
    SEAT_PRESETS.centreConsecutiveOddEvenWings,
    ["5", "3", "1", "101", "102", "103", "104", "2", "4", "6"],
  ],
  [
    "Broadway mezzanine with one aisle, as odd and even",
    [2, 2],
    SEAT_PRESETS.centreConsecutiveOddEvenWings,
    ["3", "1", "2", "4"],
  ],
  ["Broadway's house-left wing alone", [5], SEAT_PRESETS.oddOnlyFromRight, span(9, 1, -2)],
  ["an odd-only box row", [4], SEAT_PRESETS.oddOnly, ["1", "3", "5", "7"]],
  ["Broadway's house-right wing alone", [5], SEAT_PRESETS.evenOnly, span(2, 10, 2)],
  ["even only from the right", [3], SEAT_PRESETS.evenOnlyFromRight, ["6", "4", "2"]],
  ["an orchestra centre from 101", [13], SEAT_PRESETS.fromHundredAndOne, span(101, 113)],
  ["an arena, each block from 1", [3, 4], SEAT_PRESETS.restartAtAisles, ["1", "2", "3", "1", "2", "3", "4"]],
  [
    "a US auditorium by hundreds",
    [3, 2, 3],
    SEAT_PRESETS.hundredsByBlock,
    ["101", "102", "103", "201", "202", "301", "302", "303"],
  ],
  ["a stadium with two digits", [11], SEAT_PRESETS.zeroPadded, [...span(1, 9).map((n) => `0${n}`), "10", "11"]],
  ["seats with letters at a table", [4], SEAT_PRESETS.letters, ["A", "B", "C", "D"]],
  ["letters without I and O", [10], SEAT_PRESETS.lettersWithoutIAndO, [..."ABCDEFGHJK"]],
  ["letters after Z", [28], SEAT_PRESETS.letters, [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB"]],
  ["a centre block that goes on from its neighbour", [4], { ...SEAT_PRESETS.leftToRight, start: 15 }, span(15, 18)],
  ["counted in tens", [3], { ...SEAT_PRESETS.leftToRight, start: 10, step: 10 }, ["10", "20", "30"]],
  ["with a prefix", [2], { ...SEAT_PRESETS.leftToRight, prefix: "W" }, ["W1", "W2"]],
  [
    "each side odd and even, from the right at an aisle",
    [2, 2],
    { ...SEAT_PRESETS.rightToLeft, aisles: "restart" },
    ["2", "1", "2", "1"],
  ],
];

const ROWS: readonly (readonly [custom: string, count: number, scheme: RowScheme, labels: readonly string[]])[] = [
  ["a theatre", 3, ROW_PRESETS.letters, ["A", "B", "C"]],
  [
    "the Benedum Center: six doubled pit rows, no I",
    15,
    ROW_PRESETS.doubledPitThenLetters,
    ["AA", "BB", "CC", "DD", "EE", "FF", ..."ABCDEFGHJ"],
  ],
  ["AA after Z", 28, ROW_PRESETS.letters, [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB"]],
  ["doubled after Z", 28, ROW_PRESETS.lettersDoubledAfterZ, [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "BB"]],
  ["I and O left out, AA after Z", 26, ROW_PRESETS.lettersWithoutIAndO, [..."ABCDEFGHJKLMNPQRSTUVWXYZ", "AA", "AB"]],
  ["counted from the back", 3, ROW_PRESETS.lettersFromBack, ["C", "B", "A"]],
  ["a German hall", 3, ROW_PRESETS.numbers, ["1", "2", "3"]],
  ["a grandstand from the back", 3, ROW_PRESETS.numbersFromBack, ["3", "2", "1"]],
  ["a grandstand of odd rows", 3, ROW_PRESETS.oddNumbers, ["1", "3", "5"]],
  ["two digits", 2, ROW_PRESETS.zeroPadded, ["01", "02"]],
  ["tiers", 9, ROW_PRESETS.roman, ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]],
];

describe("real rows", () => {
  test.each(SEATS)("%s", (_, blocks, scheme, numbers) => {
    expect(numberSeats(blocks, scheme)).toEqual(numbers);
  });
  test.each(ROWS)("row labels of %s", (_, count, scheme, labels) => {
    expect(labelRows(count, scheme)).toEqual(labels);
  });
});

test("every preset but one numbers each seat of a row once, with up to 50 seats between aisles", () => {
  const presets = Object.entries(SEAT_PRESETS).filter(([name]) => name !== "restartAtAisles");
  const blocks = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(blocks, fc.constantFrom(...presets), (counts, [, scheme]) => {
      const numbers = numberSeats(counts, scheme);
      expect(numbers).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.every((number) => number !== "")).toBe(true);
    }),
  );
});

test("every preset labels each of up to 30 rows once, and all but the pit's any number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom(...Object.values(ROW_PRESETS)), (count, scheme) => {
      fc.pre(count <= 30 || scheme.doubledFirst === 0);
      expect(new Set(labelRows(count, scheme)).size).toBe(count);
    }),
  );
});
