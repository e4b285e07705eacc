import { expect, test } from "vitest";
import { newPlan, newSection } from "../new-objects.ts";
import type { HallPlan } from "../plan.ts";
import { addDecor, addSection } from "./objects.ts";
import { addCorner, moveCorner, removeCorner, setOutline } from "./outlines.ts";

const SQUARE = [0, 0, 10, 0, 10, 10, 0, 10];
const TRIANGLE = [0, 0, 10, 0, 5, 8];

function aHall(): HallPlan {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const floor = plan.floors[0]?.id ?? "";
  const stalls = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  const pit = { ...newSection(plan, { id: "pit", name: "Pit", kind: "standing" }), outline: SQUARE };
  const wall = { id: "wall", floor, kind: "shape", outline: SQUARE } as const;
  return addDecor(addSection(addSection(plan, stalls), pit), wall);
}

const outlinesOf = ({ sections, decor }: HallPlan) =>
  [...sections, ...decor].map((thing) => ("outline" in thing ? thing.outline : undefined));

test("sections, standing areas and shapes take an outline of any corners", () => {
  const ids = ["stalls", "pit", "wall"];
  const plan = ids.reduce((now, id) => setOutline(now, id, TRIANGLE), aHall());
  expect(outlinesOf(plan)).toEqual([TRIANGLE, TRIANGLE, TRIANGLE]);
});

test("a section gives its outline up, a standing area and a shape keep theirs", () => {
  const drawn = setOutline(aHall(), "stalls", TRIANGLE);
  const plan = ["stalls", "pit", "wall"].reduce((now, id) => setOutline(now, id, null), drawn);
  expect(outlinesOf(plan)).toEqual([null, SQUARE, SQUARE]);
});

test("a corner moves, comes between two others and goes", () => {
  expect(moveCorner(SQUARE, 2, [12, 14])).toEqual([0, 0, 10, 0, 12, 14, 0, 10]);
  expect(addCorner(SQUARE, 3)).toEqual([...SQUARE, 0, 5]);
  expect(removeCorner(SQUARE, 1)).toEqual([0, 0, 10, 10, 0, 10]);
});

test("the last three corners stay", () => {
  expect(removeCorner(TRIANGLE, 0)).toBe(TRIANGLE);
});
