import fc from "fast-check";
import { expect, test } from "vitest";
import { HALL_KINDS, type Hall, prepareHall } from "./blocks.ts";
import { nearestSubstitutes } from "./nearest-substitutes.ts";
import { readState } from "./seat-state.ts";
import { anyHallAndStates, bitmapWith, drawn, gridHall } from "./testing/grid-hall.ts";

const sameCategory = (hall: Hall) => (a: number, b: number) => hall.category[a] === hall.category[b];

test("substitutes are free, at the same price, as many as were lost, and none of the lost ones", () => {
  fc.assert(
    fc.property(
      anyHallAndStates,
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      ({ layout, count, states }, picks) => {
        const hall = prepareHall(layout);
        const lost = [...new Set(picks.map((pick) => (pick % count) + 1))];
        const seats = nearestSubstitutes(hall, states, lost, sameCategory(hall));
        expect([0, lost.length]).toContain(seats.length);
        expect(new Set(seats).size).toBe(seats.length);
        for (const id of seats) {
          expect(readState(states, id)).toBe(0);
          expect(lost).not.toContain(id);
          expect(lost.some((seat) => hall.category[seat] === hall.category[id])).toBe(true);
        }
        const wheelchairs = (ids: readonly number[]) =>
          ids.filter((id) => HALL_KINDS[hall.kind[id] ?? 0] === "WHEELCHAIR").length;
        if (
          seats.length > 0 &&
          wheelchairs(lost) === 0 &&
          lost.every((id) => HALL_KINDS[hall.kind[id] ?? 0] !== "COMPANION")
        )
          expect(wheelchairs(seats)).toBe(0);
        if (seats.length > 0 && hall.row[lost[0] ?? 0] !== -1)
          expect(wheelchairs(seats)).toBeGreaterThanOrEqual(Math.min(1, wheelchairs(lost)));
      },
    ),
    { numRuns: 400 },
  );
});

test("two people who lost their seats are offered the nearest two side by side", () => {
  const hall = prepareHall(gridHall([{ rows: 1, blocks: [12] }]));
  expect(nearestSubstitutes(hall, drawn("___x_x__x___"), [4, 5], sameCategory(hall))).toEqual([7, 8]);
});

test("seats that would strand a single seat are passed over for ones a little further", () => {
  const hall = prepareHall(gridHall([{ rows: 1, blocks: [14] }]));
  expect(nearestSubstitutes(hall, drawn("xxxxxx___x__xx"), [5, 6], sameCategory(hall))).toEqual([11, 12]);
});

test("people are separated only when no two free seats are side by side anywhere", () => {
  const hall = prepareHall(gridHall([{ rows: 2, blocks: [6] }]));
  const states = bitmapWith(12, [2, 3, 5, 7, 8, 9, 10]);
  expect(nearestSubstitutes(hall, states, [2, 3], sameCategory(hall))).toEqual([11, 12]);
  expect(nearestSubstitutes(hall, bitmapWith(12, [2, 3, 5, 7, 8, 9, 10, 11, 12]), [2, 3], sameCategory(hall))).toEqual([
    1, 4,
  ]);
});

test("a lost standing place is replaced by one in the same area", () => {
  const hall = prepareHall(gridHall([{ rows: 1, blocks: [4] }], 3));
  expect(nearestSubstitutes(hall, bitmapWith(7, [5]), [5], () => true)).toEqual([6]);
});
