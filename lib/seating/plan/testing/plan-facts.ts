import { expect } from "vitest";
import { hashLayout } from "../../layout-hash.ts";
import { seatsOfPlan } from "../drawn-seats.ts";
import { expandPlan } from "../expand-plan.ts";
import type { HallPlan } from "../plan.ts";

/** What tests of edits compare. */

export const hash = (plan: HallPlan) => hashLayout(expandPlan(plan)).hash;
export const spotOf = (plan: HallPlan) => new Map(seatsOfPlan(plan).map(({ key, x, y }) => [key, [x, y] as const]));
export const numberOf = (plan: HallPlan) =>
  new Map(seatsOfPlan(plan).map(({ key, row, number }) => [key, `${row} ${number}`]));
export const ids = (...all: string[]) => new Set(all);
export const expectSpots = (plan: HallPlan, spots: ReadonlyMap<string, readonly [number, number]>) => {
  const own = spotOf(plan);
  expect([...own.keys()]).toEqual([...spots.keys()]);
  for (const [key, [x, y]] of spots) {
    expect(own.get(key)?.[0], key).toBeCloseTo(x, 5);
    expect(own.get(key)?.[1], key).toBeCloseTo(y, 5);
  }
};

export const all = (plan: HallPlan) => new Set([...plan.sections, ...plan.decor].map(({ id }) => id));

/** Ids that nothing else has. */
export function prefixed(prefix: string): () => string {
  let next = 0;
  return () => `${prefix}q${++next}`;
}
