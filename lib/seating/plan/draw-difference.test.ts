import { expect, test } from "vitest";
import { comparePlans } from "./compare-plans.ts";
import { type DifferenceDrawing, drawDifference } from "./draw-difference.ts";
import { addPart, addSection } from "./edits/objects.ts";
import { changeSeats } from "./edits/seats.ts";
import { newPlan, newRowBlock, newSection } from "./new-objects.ts";
import type { HallPlan } from "./plan.ts";

/** A row of five seats around (0, 0), 20 apart. */
function aHall(): HallPlan {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const section = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  const block = newRowBlock({ id: "block", at: [0, 0], rowCount: 1, seatCount: 5 });
  return addPart(addSection(plan, section), "stalls", block);
}

const drawn = (before: HallPlan, after: HallPlan): DifferenceDrawing[] =>
  drawDifference(before, after, comparePlans(before, after));

test("a seat that went is crossed where it stood, one that came has a plus, the others stay dots", () => {
  const before = changeSeats(aHall(), ["block:0:0"], { removed: true });
  const after = changeSeats(aHall(), ["block:0:4"], { removed: true });
  const [floor] = drawn(before, after);
  expect(floor?.counts).toEqual({ added: 1, removed: 1, moved: 0, renamed: 3, other: 0 });
  expect(floor?.signs.added).toBe("M-47.6 0h15.2M-40 -7.6v15.2");
  expect(floor?.signs.removed).toBe("M32.4 -7.6L47.6 7.6M32.4 7.6L47.6 -7.6");
});

test("an arrow leads from the old spot to the new one, and a moved seat has no second sign", () => {
  const after = changeSeats(aHall(), ["block:0:2"], { nudge: [0, 40], number: "99" });
  const [floor] = drawn(aHall(), after);
  expect(floor?.counts).toEqual({ added: 0, removed: 0, moved: 1, renamed: 0, other: 0 });
  expect(floor?.signs.moved).toMatch(/^M0 0L0 40M/);
  expect(floor?.still.match(/h0/g)).toHaveLength(4);
});

test("another kind, category or entrance is a diamond", () => {
  const after = changeSeats(aHall(), ["block:0:1"], { kind: "WHEELCHAIR" });
  expect(drawn(aHall(), after)[0]?.counts).toMatchObject({ other: 1 });
});

test("everything lies in the box, also seats of the older version that are gone", () => {
  const far = changeSeats(aHall(), ["block:0:0"], { nudge: [-500, 0] });
  const [floor] = drawn(far, changeSeats(aHall(), ["block:0:0"], { removed: true }));
  expect(floor?.box.x).toBe(-580);
});

test("floors are drawn one by one, those without a change not at all", () => {
  const hall = aHall();
  const upper = { ...newSection(hall, { id: "upper", name: "Upper", kind: "seated" as const }), floor: "up" };
  const block = newRowBlock({ id: "second", at: [0, 300], rowCount: 1, seatCount: 2 });
  const floors = [...hall.floors, { id: "up", name: "Balcony" }];
  const before = addPart(addSection({ ...hall, floors }, upper), "upper", block);
  expect(drawn(before, before)).toEqual([]);
  const after = changeSeats(before, ["second:0:0"], { removed: true });
  expect(drawn(before, after).map(({ floor }) => floor)).toEqual(["Balcony"]);
});
