import { expect, test } from "vitest";
import { hallPlan } from "../contract.ts";
import { expandPlan } from "../expand-plan.ts";
import { aFullPlan, frozen } from "../testing/any-plan.ts";
import { hash } from "../testing/plan-facts.ts";
import { boxOfBackground, changeBackground, removeBackground, setBackground, toPixel, toPlan } from "./background.ts";

const plan = frozen(aFullPlan());
const picture = { id: "a".repeat(64), width: 400, height: 200 };
const traced = setBackground(plan, { picture, floor: "f1" });
const background = traced.background;
if (background === null) throw new Error("the plan has a picture");

test("a new picture lies behind the drawing with its middle at the origin, locked, and is no part of the layout", () => {
  expect(background).toMatchObject({ at: [-800, -400], scale: 4, size: [400, 200], locked: true });
  expect(hallPlan.safeParse(traced).success).toBe(true);
  expect(hash(traced)).toBe(hash(plan));
  expect(expandPlan(traced)).toEqual(expandPlan(plan));
  expect(removeBackground(traced)).toEqual(plan);
  expect(removeBackground(plan)).toBe(plan);
});

test("another picture takes the place and the scale of the one before", () => {
  const moved = changeBackground(traced, { at: [7, 8], scale: 2, unitsPerMetre: 40 });
  const next = setBackground(moved, { picture: { id: "b", width: 10, height: 20 }, floor: "f1" }).background;
  expect(next).toMatchObject({ picture: "b", size: [10, 20], at: [7, 8], scale: 2, unitsPerMetre: 40 });
});

test("what is said of the picture changes alone, and nothing without a picture", () => {
  const open = changeBackground(traced, { locked: false, hidden: true });
  expect(open.background).toEqual({ ...background, locked: false, hidden: true });
  expect(hallPlan.safeParse(open).success).toBe(true);
  expect(changeBackground(plan, { scale: 2 })).toBe(plan);
});

test("a pixel of a turned picture and its spot on the plan lead to each other", () => {
  const turned = { ...background, at: [10, 20], scale: 0.5, rotation: 90 } as const;
  const spot = toPlan(turned, [40, 0]);
  expect(spot[0]).toBeCloseTo(10, 9);
  expect(spot[1]).toBeCloseTo(40, 9);
  const [px, py] = toPixel(turned, spot);
  expect(px).toBeCloseTo(40, 9);
  expect(py).toBeCloseTo(0, 9);
  const box = boxOfBackground({ background: turned });
  expect([box?.minX, box?.maxX, box?.minY, box?.maxY].map((value) => Math.round(value ?? 0))).toEqual([
    -90, 10, 20, 220,
  ]);
  expect(boxOfBackground(plan)).toBeUndefined();
});
