import { describe, expect, test } from "vitest";
import { hallPlan } from "./contract.ts";
import type { HallPlan } from "./plan.ts";
import { aBlock, aFullPlan, aPlan, aSection } from "./testing/any-plan.ts";

const problems = (plan: unknown) => {
  const result = hallPlan.safeParse(plan);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

describe("a plan from outside", () => {
  test("is taken as it is when everything in it holds together", () => {
    expect(hallPlan.parse(aFullPlan())).toEqual(aFullPlan());
  });

  test("has its names normalized", () => {
    expect(hallPlan.parse({ ...aPlan(), name: "  Town\u200b  hall " }).name).toBe("Town hall");
  });

  const block = aBlock();
  const section = aSection({ parts: [block] });
  const BROKEN: readonly (readonly [what: string, plan: unknown, says: RegExp])[] = [
    ["an id twice", aPlan([section, aSection({ parts: [] })]), /sections\.1\.id: the id s1 comes twice/],
    ["a floor that is not there", aPlan([aSection({ floor: "f9" })]), /sections\.0\.floor: there is no floor f9/],
    [
      "a category that is not there",
      aPlan([aSection({ category: "c9" })]),
      /sections\.0\.category: there is no category c9/,
    ],
    [
      "a seat's category that is not there",
      aPlan([aSection({ parts: [aBlock({ exceptions: { "0:0": { category: "c9" } } })] })]),
      /exceptions\.0:0\.category/,
    ],
    ["200,001 places", aPlan([aSection({ parts: [aBlock({ rowCount: 401, seatCount: 499 })] })]), /200099 places/],
    ["too many rows", aPlan([aSection({ parts: [aBlock({ rowCount: 501 })] })]), /rowCount/],
    ["counts that are not one a row", aPlan([aSection({ parts: [aBlock({ seatCount: [1, 2] })] })]), /one a row/],
    ["a table among rows", aPlan([aSection({ kind: "tables", parts: [block] })]), /another kind/],
    ["a capacity of a seated section", aPlan([aSection({ capacity: 3 })]), /only a standing section/],
    [
      "a coordinate without end",
      aPlan([aSection({ parts: [aBlock({ at: [Number.POSITIVE_INFINITY, 0] })] })]),
      /at\.0/,
    ],
    ["a name with a control character", { ...aPlan(), name: "a\0b" }, /control/],
    ["no floor", { ...aPlan(), floors: [] }, /floors/],
    ["a place that is none", aPlan([aSection({ parts: [aBlock({ exceptions: { a: {} } })] })]), /Invalid key/],
    ["an outline of two points", aPlan([aSection({ outline: [0, 0, 1, 1] })]), /outline/],
  ];

  test.each(BROKEN)("is refused with %s", (_, plan, says) => {
    expect(problems(plan).join("\n")).toMatch(says);
  });

  test("may have removed places that it does not show, which do not lower its count", () => {
    const exceptions = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`900:${i}`, { removed: true as const }]),
    );
    const plan: HallPlan = aPlan([aSection({ parts: [aBlock({ rowCount: 401, seatCount: 499, exceptions })] })]);
    expect(problems(plan).join()).toMatch(/200099 places/);
  });
});
