import { expect, test } from "vitest";
import { hashLayout } from "./layout-hash.ts";
import { gridHall } from "./testing/grid-hall.ts";

const hall = gridHall([{ rows: 2, blocks: [3] }]);

test("the same hall has the same hash in any order of its keys", () => {
  const reversed = Object.fromEntries(Object.entries(hall).reverse()) as typeof hall;
  expect(hashLayout(reversed)).toEqual(hashLayout(hall));
  expect(hashLayout(hall).hash).toMatch(/^[0-9a-f]{64}$/);
});

test("the stored text is the hall itself", () => {
  expect(JSON.parse(hashLayout(hall).json)).toEqual(hall);
});

test("a seat moved by a tenth of a unit changes the hash", () => {
  const moved = {
    ...hall,
    sections: hall.sections.map((s) => ({
      ...s,
      rows: s.rows.map((row) => ({ ...row, x: row.x.map((x) => x + 0.1) })),
    })),
  };
  expect(hashLayout(moved).hash).not.toBe(hashLayout(hall).hash);
});
