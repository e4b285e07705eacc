import fc from "fast-check";
import { expect, test } from "vitest";
import type { Layout } from "../layout.ts";
import { gridHall } from "../testing/grid-hall.ts";
import { describePainting } from "./describe-painting.ts";
import { levelsOfSeats, NOT_FOR_SALE } from "./level-of-seats.ts";

const HALL: Layout = gridHall(
  [
    { rows: 2, blocks: [4], category: 0 },
    { rows: 3, blocks: [3, 2], category: 1 },
  ],
  5,
);
const COUNT = 28;
const LEVELS = [
  { id: 1, layoutCategories: [0, 2] },
  { id: 2, layoutCategories: [1] },
  { id: 3, layoutCategories: [] },
];
const painted = (wanted: number[]) => describePainting(HALL, { levels: LEVELS, wanted: [0, ...wanted] });

test("whatever level each seat shall have, it has by the described painting", () => {
  const seats = fc.array(fc.constantFrom(NOT_FOR_SALE, 1, 2, 3), { minLength: COUNT, maxLength: COUNT });
  fc.assert(
    fc.property(seats, (wanted) => {
      const found = levelsOfSeats(HALL, { levels: LEVELS, painting: painted(wanted) });
      expect([...found.subarray(1)]).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});

test("a whole section and a whole row are one exception each, single seats are named", () => {
  const ground = [...levelsOfSeats(HALL, { levels: LEVELS }).subarray(1)];
  expect(painted(ground)).toEqual({ sections: [], rows: [], seats: [], kept: [] });
  const wanted = ground.map((level, i) => (i < 8 ? 3 : i < 13 ? NOT_FOR_SALE : i === 20 ? 3 : level));
  expect(painted(wanted)).toEqual({
    sections: [{ section: "Section 1", level: 3 }],
    rows: [{ section: "Section 2", row: HALL.sections[1]?.rows[0]?.label, level: NOT_FOR_SALE }],
    ...{ seats: [{ level: 3, seatIds: [21] }], kept: [] },
  });
});

test("what the hall keeps back is not described", () => {
  const hall = { ...HALL, categories: [{ name: "A", sold: false as const }, { name: "B" }, { name: "C" }] };
  const levels = [{ id: 2, layoutCategories: [1, 2] }];
  const wanted = [0, ...Array.from({ length: COUNT }, () => 2)];
  expect(describePainting(hall, { levels, wanted })).toEqual({ sections: [], rows: [], seats: [], kept: [] });
});
