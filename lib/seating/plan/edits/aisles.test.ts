import { expect, test } from "vitest";
import { newPlan, newRowBlock, newSection } from "../new-objects.ts";
import type { HallPlan } from "../plan.ts";
import { findAisleSpot, setAisle } from "./aisles.ts";
import { addPart, addSection } from "./objects.ts";
import { changeSeats } from "./seats.ts";

/** Two rows of five seats, 20 apart, the front row around (0, 0). */
function aHall(): HallPlan {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const section = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  return addPart(
    addSection(plan, section),
    "stalls",
    newRowBlock({ id: "block", at: [0, 0], rowCount: 2, seatCount: 5 }),
  );
}

const aislesOf = ({ sections }: HallPlan) => {
  const part = sections[0]?.parts[0];
  return part?.kind === "rows" ? part.aisles : undefined;
};

test("the gap under the pointer gets an aisle, and only that one", () => {
  const spot = findAisleSpot(aHall(), [-9, 3], 12);
  expect(spot).toMatchObject({ block: "block", after: 1, width: 0, at: [-10, 0], along: [1, 0] });
  if (spot) expect(aislesOf(setAisle(aHall(), spot, 40))).toEqual([{ after: 1, width: 40 }]);
});

test("far from any row there is no gap", () => {
  expect(findAisleSpot(aHall(), [0, -100], 12)).toBeUndefined();
  expect(findAisleSpot(aHall(), [200, 0], 12)).toBeUndefined();
});

test("an aisle that is there is found with its width anywhere in it, changed and taken away", () => {
  const wide = setAisle(aHall(), { block: "block", after: 1 }, 60);
  const spot = findAisleSpot(wide, [-35, 0], 12);
  expect(spot).toMatchObject({ after: 1, width: 60 });
  expect(aislesOf(setAisle(wide, { block: "block", after: 1 }, 20))).toEqual([{ after: 1, width: 20 }]);
  expect(aislesOf(setAisle(wide, { block: "block", after: 1 }, 0))).toEqual([]);
});

test("aisles stand from left to right, and taking away one that is not there changes nothing", () => {
  const plan = setAisle(setAisle(aHall(), { block: "block", after: 3 }, 40), { block: "block", after: 0 }, 30);
  expect(aislesOf(plan)?.map(({ after }) => after)).toEqual([0, 3]);
  expect(setAisle(plan, { block: "block", after: 2 }, 0)).toBe(plan);
});

test("where a seat was removed there is no gap for an aisle", () => {
  const plan = changeSeats(aHall(), ["block:0:2", "block:1:2"], { removed: true });
  expect(findAisleSpot(plan, [0, 0], 5)).toBeUndefined();
});
