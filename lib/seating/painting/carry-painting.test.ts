import { expect, test } from "vitest";
import type { Layout } from "../layout.ts";
import { gridHall } from "../testing/grid-hall.ts";
import { carryToHall, carryToLayout } from "./carry-painting.ts";
import { levelsOfSeats, NOT_FOR_SALE, type Painting, UNPAINTED } from "./level-of-seats.ts";

/** Section 1 with seats 1–6 in two rows of three. */
const FROM = gridHall([{ rows: 2, blocks: [3] }]);
const LEVELS = [
  { id: 1, layoutCategories: [0, 1, 2] },
  { id: 2, layoutCategories: [] },
];
const PAINTING: Painting = {
  sections: [{ section: "Section 1", level: 2 }],
  rows: [{ section: "Section 1", row: FROM.sections[0]?.rows[1]?.label ?? "", level: NOT_FOR_SALE }],
  seats: [{ seatIds: [2], level: 1 }],
  kept: [{ seatIds: [3], level: 1 }],
};
const levelsIn = (layout: Layout, painting: Painting) =>
  [...levelsOfSeats(layout, { levels: LEVELS, painting })].slice(1);
const renamed = (layout: Layout, name: string): Layout => ({
  ...layout,
  sections: layout.sections.map((section) => ({ ...section, name })),
});
const both = { before: LEVELS, after: LEVELS };

test("a hall that changes after sales began takes its painting along", () => {
  const carried = carryToHall(PAINTING, { from: FROM, to: FROM, ...both });
  expect(carried).toEqual(PAINTING);
  expect(levelsIn(FROM, PAINTING)).toEqual([2, 1, 1, -1, -1, -1]);
});

test("painted seats keep their level when their section is renamed, and seats that go are forgotten", () => {
  const to = renamed(FROM, "Parterre");
  expect(levelsIn(to, carryToHall(PAINTING, { from: FROM, to, ...both }))).toEqual(levelsIn(FROM, PAINTING));
  const smaller = gridHall([{ rows: 1, blocks: [2] }]);
  const carried = carryToHall(PAINTING, { from: FROM, to: smaller, ...both });
  expect([carried.kept, carried.rows, levelsIn(smaller, carried)]).toEqual([[], [], [2, 1]]);
});

test("another layout of an event without sales has the painting of the places that it has, by their names", () => {
  const to: Layout = {
    ...FROM,
    sections: [...gridHall([{ rows: 1, blocks: [2] }]).sections, ...renamed(FROM, "New").sections],
  };
  const carried = carryToLayout(PAINTING, { from: FROM, to, levelOf: (level) => level });
  expect(levelsIn(to, carried)).toEqual([2, 1, 1, 1, 1, 1, 1, 1]);
});

test("a painted level that is gone leaves no exception, and one with another id is followed", () => {
  const gone = carryToLayout(PAINTING, { from: FROM, to: FROM, levelOf: (level) => (level === 2 ? undefined : level) });
  expect(gone).toEqual({ ...PAINTING, sections: [], kept: [] });
  const moved = carryToLayout(PAINTING, { from: FROM, to: FROM, levelOf: (level) => 3 - level });
  expect([moved.sections[0]?.level, moved.seats[0]?.level]).toEqual([1, 2]);
  expect(carryToLayout(UNPAINTED, { from: FROM, to: FROM, levelOf: () => undefined })).toEqual(UNPAINTED);
});
