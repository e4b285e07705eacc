import { expect, test } from "vitest";
import { type ComparedPlace, comparePlans, type PlaceDifference } from "./compare-plans.ts";
import { toFreeRows } from "./edits/convert-rows.ts";
import { changePart, changeSection } from "./edits/objects.ts";
import { renumberParts } from "./edits/renumber.ts";
import { growBlock } from "./edits/rows.ts";
import { changeSeats } from "./edits/seats.ts";
import { moveObjects } from "./edits/transform.ts";
import { SEAT_PRESETS } from "./numbering-presets.ts";
import type { HallPlan } from "./plan.ts";
import { aFullPlan } from "./testing/any-plan.ts";

const plan = aFullPlan();
const NONE = { added: 0, removed: 0, moved: 0, renamed: 0, otherEntrance: 0, otherCategory: 0, otherKind: 0 };
const counts = (difference: PlaceDifference<ComparedPlace>) =>
  Object.fromEntries(Object.entries(difference).map(([name, list]) => [name, list.length]));

const CHANGES: readonly (readonly [what: string, after: HallPlan, found: Partial<typeof NONE>])[] = [
  ["nothing", plan, {}],
  ["its rows turned into free rows", toFreeRows(plan, "b1"), {}],
  [
    "a row more in front and a seat less on the right",
    changePart(plan, "b1", (part) => (part.kind === "rows" ? growBlock(part, { front: 1, right: -1 }) : part)),
    // The row in front takes the first label; the companion and its space keep their seats.
    { added: 9, removed: 4, renamed: 35 },
  ],
  ["a table moved", moveObjects(plan, new Set(["t1"]), [30, 0]), { moved: 6 }],
  ["a table nudged by less than anyone sees", moveObjects(plan, new Set(["t1"]), [4, 0]), {}],
  [
    "numbers from the other side",
    renumberParts(plan, new Set(["t1"]), { seatScheme: SEAT_PRESETS.rightToLeft }),
    { renamed: 6 },
  ],
  ["a section renamed", changeSection(plan, "s3", (section) => ({ ...section, name: "Pit" })), { renamed: 50 }],
  ["five standing places less", changeSection(plan, "s3", (section) => ({ ...section, capacity: 45 })), { removed: 5 }],
  [
    "another entrance",
    changeSection(plan, "s1", (section) => ({ ...section, entrance: "South" })),
    { otherEntrance: 39 },
  ],
  [
    "one seat of another category and kind",
    changeSeats(plan, ["b1:1:0"], { category: "c2", kind: "WHEELCHAIR" }),
    { otherCategory: 1, otherKind: 1 },
  ],
];

test.each(CHANGES)("a plan compared with itself after %s", (_, after, found) => {
  expect(counts(comparePlans(plan, after))).toEqual({ ...NONE, ...found });
});

test("a change says what a place was and what it is now", () => {
  const { renamed } = comparePlans(plan, changeSeats(plan, ["b1:0:3"], { number: "4a" }));
  expect(renamed).toMatchObject([
    { before: { key: "b1:0:3", section: "Stalls", row: "A", number: "4" }, after: { number: "4a" } },
  ]);
});
