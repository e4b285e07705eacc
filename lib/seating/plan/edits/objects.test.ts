import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxOfPart } from "../drawn-seats.ts";
import type { HallPlan } from "../plan.ts";
import { seatKeys } from "../seat-keys.ts";
import { aBlock, aFullPlan, anyPlan, aPlan, aSection, countingIds, frozen } from "../testing/any-plan.ts";
import { all, expectSpots, ids, numberOf, prefixed, spotOf } from "../testing/plan-facts.ts";
import { alignObjects, boxOfObjects, distributeObjects, type Edge } from "./arrange.ts";
import { duplicateObjects } from "./duplicate.ts";
import { mirrorObjects } from "./mirror.ts";
import { addDecor, addSection, changeDecor, changePart, removeObjects } from "./objects.ts";
import { moveObjects, rotateObjects } from "./transform.ts";

describe("objects", () => {
  test("are added, changed and removed where they stand, and all else is shared", () => {
    const plan = frozen(aFullPlan());
    const more = addDecor(addSection(plan, aSection({ id: "s9", name: "Gallery" })), {
      id: "d9",
      floor: "f1",
      kind: "text",
      at: [0, 0],
      size: 20,
      text: "Bar",
    });
    expect(more.sections).toHaveLength(4);
    expect(more.sections[0]).toBe(plan.sections[0]);
    const changed = changeDecor(
      changePart(more, "b1", (part) => ({ ...part, category: "c2" })),
      "d9",
      (item) => ({ ...item, floor: "f2" }),
    );
    expect(changed.sections[1]).toBe(plan.sections[1]);
    expect(changed.sections[0]?.parts[0]?.category).toBe("c2");
    expect(removeObjects(changed, ids("s9", "d9", "b1")).sections[0]?.parts).toEqual([]);
    expect(removeObjects(plan, ids("nothing"))).toBe(plan);
    expect(changePart(plan, "nothing", (part) => ({ ...part, category: "c2" }))).toBe(plan);
  });

  test("come back to their spots after a move and a turn there and back", () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: -300, max: 300 }), (plan, n) => {
        const there = rotateObjects(moveObjects(plan, all(plan), [n, 2 * n]), all(plan), { degrees: n, about: [n, 7] });
        const back = moveObjects(rotateObjects(there, all(there), { degrees: -n, about: [n, 7] }), all(there), [
          -n,
          -2 * n,
        ]);
        expectSpots(back, spotOf(plan));
      }),
      { numRuns: 40 },
    );
  });

  test("mirrored twice are as before, and once stand on the other side with left and right exchanged", () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: -300, max: 300 }), (plan, x) => {
        const seated = { ...plan, sections: plan.sections.filter(({ kind }) => kind === "seated") };
        const once = mirrorObjects(seated, all(seated), x);
        expectSpots(mirrorObjects(once, all(once), x), spotOf(seated));
        const round = ([px, py]: readonly [number, number]) =>
          `${Math.round(px * 100) / 100 + 0} ${Math.round(py * 100) / 100 + 0}`;
        const spots = (one: HallPlan, change: (x: number) => number) =>
          [...spotOf(one).values()].map(([px, py]) => round([change(px), py])).sort();
        expect(spots(once, (px) => px)).toEqual(spots(seated, (px) => 2 * x - px));
        expect([...numberOf(mirrorObjects(once, all(once), x))]).toEqual([...numberOf(seated)]);
      }),
      { numRuns: 40 },
    );
  });

  test("are copied with new seats, a free name and companions of their own", () => {
    const { plan, ids: made } = duplicateObjects(aFullPlan(), ids("s1", "d1"), { newId: countingIds(), by: [0, 500] });
    expect(plan.sections.map(({ name }) => name)).toEqual(["Stalls", "Stalls 2", "Tables", "Arena"]);
    const [stalls, copy] = plan.sections;
    expect(made.has(copy?.id ?? "")).toBe(true);
    expect(copy?.parts[0]?.exceptions["0:1"]?.companionOf).toBe(`${copy?.parts[0]?.id}:0:0`);
    expect(stalls?.parts[0]?.exceptions["0:1"]?.companionOf).toBe("b1:0:0");
    expect(new Set(seatKeys(plan)).size).toBe(seatKeys(plan).length);
    const again = duplicateObjects(plan, ids("s1"), { newId: prefixed("m"), by: [0, 900] }).plan;
    expect(again.sections[1]?.name).toBe("Stalls 3");
  });

  test("are aligned on each edge and distributed with equal gaps", () => {
    const block = (id: string, at: [number, number], seatCount: number) => aBlock({ id, at, seatCount, axis: 0 });
    const plan = aPlan([
      aSection({ parts: [block("a", [0, 0], 3), block("b", [100, 50], 5), block("c", [400, 90], 2)] }),
    ]);
    const chosen = ids("a", "b", "c");
    const whole = boxOfObjects(plan, chosen);
    const boxes = (next: HallPlan) => next.sections[0]?.parts.map(boxOfPart) ?? [];
    const edges: readonly (readonly [Edge, "minX" | "maxX" | "minY" | "maxY"])[] = [
      ["left", "minX"],
      ["right", "maxX"],
      ["top", "minY"],
      ["bottom", "maxY"],
    ];
    for (const [edge, side] of edges)
      expect(boxes(alignObjects(plan, chosen, edge)).map((box) => box?.[side])).toEqual(Array(3).fill(whole?.[side]));
    const middles = boxes(alignObjects(plan, chosen, "centre")).map((box) => (box?.minX ?? 0) + (box?.maxX ?? 0));
    expect(new Set(middles).size).toBe(1);
    const [a, b, c] = boxes(distributeObjects(plan, chosen, "x"));
    expect((b?.minX ?? 0) - (a?.maxX ?? 0)).toBeCloseTo((c?.minX ?? 0) - (b?.maxX ?? 0), 6);
    expect(distributeObjects(plan, ids("a", "b"), "x")).toBe(plan);
  });
});
