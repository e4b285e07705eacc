import { expect, test } from "vitest";
import { hallPlan } from "../contract.ts";
import { aFullPlan } from "../testing/any-plan.ts";
import { calibrateBackground, UNITS_PER_METRE } from "./calibrate.ts";

const picture = { picture: "p1", floor: "f1", at: [-50, 10], scale: 0.5, rotation: 30, opacity: 0.4 } as const;
const plan = { ...aFullPlan(), background: picture };

test("a picture is scaled around the first point so that both points are as far apart as was said", () => {
  const [from, to] = [
    [100, 100],
    [160, 180],
  ] as const;
  const calibrated = calibrateBackground(plan, { from, to, metres: 5 });
  const background = calibrated.background;
  if (background === null) throw new Error("the plan has a picture");
  /** Where a spot of the picture lies on the plan: both turn alike, so only scale and corner matter. */
  const factor = background.scale / picture.scale;
  const moved = [0, 1].map((i) => (background.at[i] ?? 0) + ((to[i] ?? 0) - (picture.at[i] ?? 0)) * factor);
  expect(Math.hypot((moved[0] ?? 0) - from[0], (moved[1] ?? 0) - from[1])).toBeCloseTo(5 * UNITS_PER_METRE, 6);
  expect(background.unitsPerMetre).toBe(UNITS_PER_METRE);
  expect(calibrated.sections).toBe(plan.sections);
  expect(hallPlan.safeParse(calibrated).success).toBe(true);
});

test("without a picture, a distance or a length nothing changes", () => {
  expect(calibrateBackground(plan, { from: [1, 1], to: [1, 1], metres: 5 })).toBe(plan);
  expect(calibrateBackground(plan, { from: [1, 1], to: [2, 1], metres: 0 })).toBe(plan);
  expect(calibrateBackground(plan, { from: [1, 1], to: [2, 1], metres: Number.NaN })).toBe(plan);
  const bare = { ...plan, background: null };
  expect(calibrateBackground(bare, { from: [1, 1], to: [2, 1], metres: 5 })).toBe(bare);
});
