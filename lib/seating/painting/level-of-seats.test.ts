import fc from "fast-check";
import { expect, test } from "vitest";
import { type Layout, placesOf } from "../layout.ts";
import { gridHall } from "../testing/grid-hall.ts";
import { levelsOfSeats, NO_LEVEL, NOT_FOR_SALE, type Painting, UNPAINTED } from "./level-of-seats.ts";

const HALL: Layout = gridHall(
  [
    { rows: 2, blocks: [4], category: 0 },
    { rows: 3, blocks: [3, 2], category: 1 },
  ],
  5,
);
const LEVELS = [
  { id: 1, layoutCategories: [0, 2] },
  { id: 2, layoutCategories: [1] },
  { id: 3, layoutCategories: [] },
];
const PLACES = placesOf(HALL);
const NAMES = [...HALL.sections.map(({ name }) => name), "Nowhere"];
const LABELS = [...new Set(HALL.sections.flatMap(({ rows }) => rows.map(({ label }) => label))), "ZZ"];

const level = fc.constantFrom(NOT_FOR_SALE, 1, 2, 3, 99);
const anyPainting: fc.Arbitrary<Painting> = fc.record({
  sections: fc.uniqueArray(fc.record({ section: fc.constantFrom(...NAMES), level }), { selector: (s) => s.section }),
  rows: fc.uniqueArray(fc.record({ section: fc.constantFrom(...NAMES), row: fc.constantFrom(...LABELS), level }), {
    selector: ({ section, row }) => `${section} ${row}`,
  }),
  seats: anySeats(),
  kept: anySeats(),
});

function anySeats() {
  return fc
    .uniqueArray(fc.integer({ min: 1, max: PLACES.length + 5 }))
    .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ seatIds: fc.constant([id]), level }))));
}

test("every seat has exactly one answer, and the finest exception wins", () => {
  fc.assert(
    fc.property(anyPainting, (painting) => {
      const found = levelsOfSeats(HALL, { levels: LEVELS, painting });
      expect(found).toHaveLength(PLACES.length + 1);
      const isThere = ({ level: id }: { level: number }) => id !== 99;
      PLACES.forEach((place, i) => {
        const section = HALL.sections[place.section]?.name;
        const ground = LEVELS.find(({ layoutCategories }) => layoutCategories.includes(place.category))?.id;
        const finest = [
          painting.kept.filter(isThere).find(({ seatIds }) => seatIds.includes(place.id)),
          painting.seats.filter(isThere).find(({ seatIds }) => seatIds.includes(place.id)),
          painting.rows.filter(isThere).find((each) => each.section === section && each.row === place.row),
          painting.sections.filter(isThere).find((each) => each.section === section),
        ].find((each) => each !== undefined);
        expect(found[i + 1]).toBe(finest?.level ?? ground);
      });
    }),
    { numRuns: 300 },
  );
});

test("what the hall keeps back stays so, whatever is painted; what no level sells has no level", () => {
  const categories = [{ name: "A", sold: false as const }, { name: "B" }, { name: "C" }];
  const painting = { ...UNPAINTED, seats: [{ seatIds: [1, 9], level: 3 }] };
  const found = levelsOfSeats({ ...HALL, categories }, { levels: [{ id: 3, layoutCategories: [2] }], painting });
  expect([found[1], found[2], found[9], found[10], found.at(-1)]).toEqual([
    ...[NOT_FOR_SALE, NOT_FOR_SALE, 3, NO_LEVEL, NOT_FOR_SALE],
  ]);
});

test("a seat is found by its id, wherever it stands in the hall", () => {
  const count = PLACES.length;
  const renumbered = { ...HALL, seatIds: [count + 1, 1, 2, count - 1] };
  const painting = { ...UNPAINTED, seats: [{ seatIds: [count + 1], level: 3 }] };
  const found = levelsOfSeats(renumbered, { levels: LEVELS, painting });
  expect([found[1], found[2]]).toEqual([3, 1]);
});
