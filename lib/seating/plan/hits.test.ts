import { describe, expect, test } from "vitest";
import { hitAt, objectsInBox } from "./hits.ts";
import { snapAngle, snapMove } from "./snap.ts";
import { aFullPlan } from "./testing/any-plan.ts";

describe("a pointer", () => {
  test("hits the nearest seat, else a drawing, else the section around it", () => {
    const plan = aFullPlan();
    expect(hitAt(plan, [402, -38], 12).seat?.key).toBe("t1:0");
    expect(hitAt(plan, [0, -100], 12)).toEqual({ decor: "d1" });
    expect(hitAt(plan, [0, 230], 12)).toEqual({ section: "s3" });
    expect(hitAt(plan, [0, 12], 2)).toEqual({ section: "s1" });
    expect(hitAt(plan, [5_000, 5_000], 12)).toEqual({});
  });

  test("selects with a rubber band what lies wholly in it", () => {
    const plan = aFullPlan();
    expect(objectsInBox(plan, { minX: 300, minY: -100, maxX: 500, maxY: 100 })).toEqual(["t1"]);
    expect(objectsInBox(plan, { minX: -300, minY: -150, maxX: 300, maxY: 160 })).toEqual(["b1", "d1", "d2"]);
    expect(objectsInBox(plan, { minX: -300, minY: -150, maxX: 0, maxY: 160 })).toEqual([]);
  });
});

describe("a drag", () => {
  const dragged = { minX: 0, minY: 0, maxX: 40, maxY: 20 };
  const other = { minX: 100, minY: 203, maxX: 200, maxY: 300 };

  test("snaps edges and middles to those of others within reach, each axis alone", () => {
    expect(snapMove(dragged, [other], { by: [97, 50], reach: 5, grid: 0 })).toEqual({
      by: [100, 50],
      guides: { x: 100 },
    });
    expect(snapMove(dragged, [other], { by: [128, 181], reach: 5, grid: 0 })).toEqual({
      by: [130, 183],
      guides: { x: 150, y: 203 },
    });
  });

  test("snaps to the grid where nothing else is near", () => {
    expect(snapMove(dragged, [other], { by: [33, 48], reach: 5, grid: 10 })).toEqual({ by: [30, 50], guides: {} });
    expect(snapMove(dragged, [], { by: [33, 48], reach: 5, grid: 0 })).toEqual({ by: [33, 48], guides: {} });
  });

  test("of an angle snaps to steps of 15 degrees", () => {
    expect([snapAngle(13, 3), snapAngle(20, 3), snapAngle(-46, 3)]).toEqual([15, 20, -45]);
  });
});
