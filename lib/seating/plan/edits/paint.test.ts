import { expect, test } from "vitest";
import { newPlan, newRowBlock, newSection } from "../new-objects.ts";
import type { HallPlan } from "../plan.ts";
import { addPart, addSection } from "./objects.ts";
import { paintSeats, seatsUnderBrush } from "./paint.ts";

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

const exceptionsOf = ({ sections }: HallPlan) => sections[0]?.parts[0]?.exceptions;

test("a brush takes the seats within its radius, or the whole rows that it touches", () => {
  expect(seatsUnderBrush(aHall(), [5, 2], { radius: 16, takes: "seats" })).toEqual(["block:0:2", "block:0:3"]);
  expect(seatsUnderBrush(aHall(), [5, 2], { radius: 6, takes: "rows" })).toHaveLength(5);
  expect(seatsUnderBrush(aHall(), [500, 0], { radius: 16, takes: "rows" })).toEqual([]);
});

test("painted quality and category are the seats' own, and painting 0 or no category takes them back", () => {
  const seats = ["block:0:2"];
  const better = paintSeats(aHall(), seats, { paints: "quality", quality: 30 });
  expect(exceptionsOf(better)).toEqual({ "0:2": { quality: 30 } });
  const both = paintSeats(better, seats, { paints: "category", category: "id2" });
  expect(exceptionsOf(both)).toEqual({ "0:2": { quality: 30, category: "id2" } });
  const less = paintSeats(both, seats, { paints: "quality", quality: 0 });
  expect(exceptionsOf(paintSeats(less, seats, { paints: "category", category: undefined }))).toEqual({});
});
