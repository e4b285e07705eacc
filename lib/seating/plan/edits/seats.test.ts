import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hallPlan } from "../contract.ts";
import { seatsOfPlan } from "../drawn-seats.ts";
import { expandPlan } from "../expand-plan.ts";
import { seatKeys } from "../seat-keys.ts";
import { aBlock, aFullPlan, anyPlan, aPlan, aSection, countingIds, frozen } from "../testing/any-plan.ts";
import { ids, prefixed, spotOf } from "../testing/plan-facts.ts";
import { refitRows, toFreeRows } from "./convert-rows.ts";
import { duplicateObjects } from "./duplicate.ts";
import { addSection } from "./objects.ts";
import { mergeSections, splitSection } from "./regroup.ts";
import { changeSeats, tieCompanion } from "./seats.ts";
import { selectSeats } from "./select-seats.ts";

describe("seats", () => {
  test("are changed by key and go back to what their part says", () => {
    const plan = frozen(aFullPlan());
    const painted = changeSeats(plan, ["b1:0:2", "t1:3", "nobody:1"], { kind: "RESTRICTED", reason: "A pillar" });
    expect(painted.sections[0]?.parts[0]?.exceptions["0:2"]).toEqual({ kind: "RESTRICTED", reason: "A pillar" });
    expect(painted.sections[1]?.parts[0]?.exceptions["3"]).toEqual({ kind: "RESTRICTED", reason: "A pillar" });
    const back = changeSeats(painted, ["b1:0:2", "t1:3"], { kind: undefined, reason: undefined });
    expect(back.sections).toEqual(plan.sections);
  });

  test("of an adopted row are changed by the keys that they had as a free row", () => {
    const free = toFreeRows(aFullPlan(), "b1");
    const { plan } = refitRows(free, ids("b1:0", "b1:1", "b1:2", "b1:3"), { newId: countingIds() });
    const named = changeSeats(plan, ["b1:2:4"], { number: "X" });
    expect(seatsOfPlan(named).find(({ key }) => key === "b1:2:4")?.number).toBe("X");
  });

  test("of a copied row that was adopted are not those of the original", () => {
    const rows = ["b1:0", "b1:1", "b1:2", "b1:3"];
    const { plan } = refitRows(toFreeRows(aFullPlan(), "b1"), ids(...rows), { newId: countingIds() });
    const copied = duplicateObjects(plan, ids("s1"), { newId: prefixed("copy"), by: [0, 500] }).plan;
    expect(hallPlan.safeParse(copied).success).toBe(true);
    expect(new Set(seatKeys(copied)).size).toBe(seatKeys(plan).length + 39);
  });

  test("are companions of one wheelchair space", () => {
    const plan = tieCompanion(aPlan([aSection({ parts: [aBlock()] })]), { companion: "b1:0:5", wheelchair: "b1:0:4" });
    expect(expandPlan(plan).companions).toEqual([[6, 5]]);
    expect(expandPlan(plan).sections[0]?.rows[0]?.kinds).toBe("....wc....");
  });

  test("are selected by row, category, kind, part and lasso", () => {
    const plan = aFullPlan();
    expect(selectSeats(plan, { row: "C" })).toHaveLength(10);
    expect(selectSeats(plan, { section: "s1", row: "B" })).toHaveLength(9);
    expect(selectSeats(plan, { category: "c2" })).toHaveLength(6);
    expect(selectSeats(plan, { kind: "WHEELCHAIR" })).toEqual(["b1:0:0"]);
    expect(selectSeats(plan, { part: "t1", number: "2" })).toEqual(["t1:1"]);
    expect(selectSeats(plan, { lasso: [300, -100, 500, -100, 500, 100, 300, 100] })).toHaveLength(6);
  });
});

describe("sections", () => {
  test("are split by seats and merged again, and no seat is lost or doubled", () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 0, max: 3 }), (plan, row) => {
        const label = seatsOfPlan(plan)[row * 3]?.row ?? "";
        const keys = selectSeats(plan, { section: "s0", row: label });
        const split = splitSection(plan, "s0", { keys, into: { id: "new", name: "New" }, newId: countingIds() });
        const count = seatKeys(plan).length;
        expect(seatKeys(split)).toHaveLength(count);
        const own = new Set([...spotOf(split).values()].map(([x, y]) => `${x} ${y}`));
        for (const [x, y] of spotOf(plan).values()) expect(own.has(`${x} ${y}`)).toBe(true);
        expect(split.sections.find(({ id }) => id === "new")?.parts.length ?? 0).toBe(keys.length > 0 ? 1 : 0);
        expect(seatKeys(mergeSections(split, ids("s0", "new")))).toHaveLength(count);
      }),
      { numRuns: 40 },
    );
  });

  test("of different kinds are not merged; standing ones add their capacities", () => {
    const plan = aFullPlan();
    expect(mergeSections(plan, ids("s1", "s2"))).toBe(plan);
    const two = addSection(plan, {
      ...aSection({ id: "s4", name: "Pit", kind: "standing" }),
      capacity: 25,
      outline: [0, 0, 9, 0, 9, 9],
    });
    expect(mergeSections(two, ids("s3", "s4")).sections[2]).toMatchObject({ name: "Arena", capacity: 75 });
  });
});
