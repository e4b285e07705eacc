import { expect, test } from "vitest";
import { prepareHall } from "./blocks.ts";
import { gridHall } from "./testing/grid-hall.ts";

test("a row is cut into blocks at its aisles", () => {
  const hall = prepareHall(gridHall([{ rows: 2, blocks: [3, 4] }]));
  expect(hall.blocks).toEqual([
    { first: 1, last: 3, joinsNext: true },
    { first: 4, last: 7, joinsNext: false },
    { first: 8, last: 10, joinsNext: true },
    { first: 11, last: 14, joinsNext: false },
  ]);
});

test("a row is cut where its numbers jump, but not because it counts in twos", () => {
  const grid = gridHall([{ rows: 1, blocks: [6] }]);
  const numbered = (numbers: string[]) =>
    prepareHall({
      ...grid,
      sections: grid.sections.map((s) => ({ ...s, rows: s.rows.map((row) => ({ ...row, numbers })) })),
    });
  expect(numbered(["11", "13", "15", "17", "19", "21"]).blocks).toHaveLength(1);
  expect(numbered(["1", "2", "3", "10", "11", "12"]).blocks).toHaveLength(2);
  expect(numbered(["A1", "A2", "B7", "x", "y", "z"]).blocks).toHaveLength(1);
});

test("the seat behind is the nearest of the next row, and sections next to each other are neighbours", () => {
  const hall = prepareHall(
    gridHall(
      [
        { rows: 2, blocks: [3] },
        { rows: 1, blocks: [2] },
      ],
      5,
    ),
  );
  expect([...hall.behind.slice(1, 9)]).toEqual([4, 5, 6, 0, 0, 0, 0, 0]);
  expect([...hall.ahead.slice(1, 9)]).toEqual([0, 0, 0, 1, 2, 3, 0, 0]);
  expect(hall.sections[0]?.neighbours).toContain(1);
  expect(hall.row[9]).toBe(-1);
});

test("seats nearer to the stage are better, and a restricted view counts against a seat", () => {
  const hall = prepareHall(gridHall([{ rows: 3, blocks: [5], kinds: "..r.." }]));
  expect(hall.quality[2] ?? 0).toBeGreaterThan(hall.quality[7] ?? 0);
  expect(hall.quality[3] ?? 0).toBeLessThan(hall.quality[2] ?? 0);
});

test("a seat that the organizer painted counts as nearer or further back, by ten places at most", () => {
  const grid = gridHall([{ rows: 1, blocks: [3] }]);
  const painted = grid.sections.map((s) => ({ ...s, rows: s.rows.map((row) => ({ ...row, quality: [100, -50, 0] })) }));
  const [plain, own] = [prepareHall(grid), prepareHall({ ...grid, sections: painted })];
  const shift = [1, 2, 3].map((id) => (own.quality[id] ?? 0) - (plain.quality[id] ?? 0));
  expect(shift).toEqual([200, -100, 0]);
});
