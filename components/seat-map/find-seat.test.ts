import fc from "fast-check";
import { expect, test } from "vitest";
import { findSeats, nearestFirst } from "./find-seat.ts";
import { buildMapModel, rowOf, seatNumber, sectionOf } from "./map-geometry.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });

test.each([
  ["F12", 52],
  ["f 12", 52],
  ["F-12", 52],
  ["row F seat 12", 52],
  ["fila F, butaca 12", 52],
  ["Balcón F 12", 52],
  ["balcon f12", 52],
  ["bal f 12", 52],
  ["left F 12", 52],
  ["Table 2 3", 73],
  ["mesa 2 3", 73],
  ["G", 59],
  ["row C", 21],
  ["stalls", 1],
  ["Balcón Left", 51],
])("%j leads to seat %i", (text, id) => {
  expect(findSeats(model, text)[0]).toBe(id);
});

test.each(["", "  ", "Z99", "F 99", "Mezzanine F 12", "😀", "\u0000"])("%j leads nowhere", (text) => {
  expect(findSeats(model, text)).toEqual([]);
});

test("every seat with a row is found by its section, row and number", () => {
  for (let id = 1; id <= 74; id++) {
    const text = `${sectionOf(model, id).name} ${rowOf(model, id)?.label} ${seatNumber(model, id)}`;
    expect(findSeats(model, text)).toContain(id);
  }
});

test("whatever is typed, at most eight seats of the hall come back", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const found = findSeats(model, text);
      expect(found.length).toBeLessThanOrEqual(8);
      expect(new Set(found).size).toBe(found.length);
      for (const id of found) expect(id >= 1 && id <= model.seatCount).toBe(true);
    }),
  );
});

test("of seats with the same name those of the own row and section come first", () => {
  expect(nearestFirst(model, [1, 55, 66], 60)).toEqual([66, 55, 1]);
});
