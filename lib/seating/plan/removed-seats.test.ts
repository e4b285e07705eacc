import { expect, test } from "vitest";
import { addPart, addSection } from "./edits/objects.ts";
import { changeSeats } from "./edits/seats.ts";
import { newPlan, newRowBlock, newSection } from "./new-objects.ts";
import type { HallPlan } from "./plan.ts";
import { removedSeats } from "./removed-seats.ts";

function aHall(): HallPlan {
  let n = 0;
  const plan = newPlan({ name: "Hall", floor: "Ground", category: "All", newId: () => `id${++n}` });
  const section = newSection(plan, { id: "stalls", name: "Stalls", kind: "seated" });
  return addPart(
    addSection(plan, section),
    "stalls",
    newRowBlock({ id: "block", at: [0, 0], rowCount: 1, seatCount: 5 }),
  );
}

test("a removed seat is listed at its spot with the number that it had, and a part without one lists nothing", () => {
  expect(removedSeats(aHall())).toEqual([]);
  const plan = changeSeats(aHall(), ["block:0:1"], { removed: true });
  expect(removedSeats(plan)).toMatchObject([{ key: "block:0:1", row: "A", number: "2", x: -20, y: 0 }]);
});

test("chosen removed seats come back with all that was said of them, the others stay away", () => {
  const plan = changeSeats(changeSeats(aHall(), ["block:0:1"], { kind: "WHEELCHAIR" }), ["block:0:1", "block:0:3"], {
    removed: true,
  });
  const back = changeSeats(plan, ["block:0:1"], { removed: undefined });
  expect(removedSeats(back).map(({ key }) => key)).toEqual(["block:0:3"]);
  expect(back.sections[0]?.parts[0]?.exceptions["0:1"]).toEqual({ kind: "WHEELCHAIR" });
});
