import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLayout } from "../../check-layout.ts";
import { expandPlan } from "../expand-plan.ts";
import { findPlanProblems } from "../find-plan-problems.ts";
import { SEAT_PRESETS } from "../numbering-presets.ts";
import type { FreeRow, HallPlan, PlanSection, RowBlock, SeatException } from "../plan.ts";
import { aBlock, aFullPlan, anyPlan, aPlan, aSection, aView } from "../testing/any-plan.ts";
import { PROBLEM_KINDS, type ProblemKind } from "./problem.ts";

const withBlock = (change: Partial<RowBlock>, section: Partial<PlanSection> = {}) =>
  aPlan([aSection({ parts: [aBlock(change)], ...section })]);
const withSeat = (exception: SeatException) => withBlock({ exceptions: { "1:4": exception } });
const square = (left: number, top: number) => [left, top, left + 100, top, left + 100, top + 100, left, top + 100];
const standing = (change: Partial<PlanSection>) =>
  aPlan([aSection({ kind: "standing", capacity: 10, outline: square(0, 0), ...change })]);
const freeRow = (change: Partial<FreeRow>): FreeRow => ({
  kind: "row",
  id: "r1",
  label: "A",
  firstSeat: 0,
  numbers: ["1"],
  x: [0],
  y: [0],
  exceptions: {},
  ...change,
});
/** A ring of seats around which nobody can walk in. */
const ring = freeRow({
  numbers: Array.from({ length: 24 }, (_, i) => String(i + 1)),
  x: Array.from({ length: 24 }, (_, i) => 76.6 * Math.cos((i * Math.PI) / 12)),
  y: Array.from({ length: 24 }, (_, i) => 76.6 * Math.sin((i * Math.PI) / 12)),
});

type Case = {
  /** Pictures that are no longer stored. */
  readonly gone?: ReadonlySet<string>;
  readonly plan: HallPlan;
  readonly points?: { readonly section?: string; readonly part?: string; readonly seat?: string };
};

const seat = { section: "s1", part: "b1", seat: "b1:1:4" };
/** For each kind the smallest plan that has it, and what a click on it selects. */
const CASES: Readonly<Record<ProblemKind, Case>> = {
  planWithoutName: { plan: { ...aFullPlan(), name: "" } },
  noPlaces: { plan: aPlan() },
  noFocalPoint: { plan: { ...aFullPlan(), focal: null } },
  nothingForSale: { plan: { ...withBlock({}), categories: [{ id: "c1", name: "House", sold: false, hue: 0 }] } },
  categoryWithoutName: { plan: { ...withBlock({}), categories: [{ id: "c1", name: "", sold: true, hue: 0 }] } },
  categoryTwice: {
    plan: {
      ...withBlock({}),
      categories: ["A", "\u0410"].map((name, i) => ({ id: `c${i + 1}`, name, sold: true, hue: 0 })),
    },
  },
  sectionWithoutName: { plan: withBlock({}, { name: "" }), points: { section: "s1" } },
  sectionTwice: {
    plan: aPlan([aSection({ parts: [aBlock()] }), aSection({ id: "s2", parts: [aBlock({ id: "b2", at: [900, 0] })] })]),
    points: { section: "s2" },
  },
  emptySection: {
    plan: aPlan([aSection({ parts: [aBlock()] }), aSection({ id: "s2", name: "Gallery" })]),
    points: { section: "s2" },
  },
  unsoldSection: { plan: withBlock({}, { category: "c3" }), points: { section: "s1" } },
  standingWithoutCapacity: { plan: standing({ capacity: 0 }), points: { section: "s1" } },
  standingWithoutOutline: { plan: standing({ outline: null }), points: { section: "s1" } },
  sectionsOverlap: {
    plan: aPlan([
      aSection({ kind: "standing", capacity: 10, outline: square(0, 0) }),
      aSection({ id: "s2", name: "Pit", kind: "standing", capacity: 10, outline: square(50, 50) }),
    ]),
    points: { section: "s2" },
  },
  seatWithoutCategory: {
    plan: withBlock({}, { category: null }),
    points: { section: "s1", part: "b1", seat: "b1:0:0" },
  },
  seatWithoutNumber: { plan: withSeat({ number: "" }), points: seat },
  duplicateLabel: { plan: withSeat({ number: "1" }), points: seat },
  lookAlikeLabel: { plan: withSeat({ number: "\uff11" }), points: seat },
  labelTooLong: { plan: withSeat({ number: "1234567" }), points: seat },
  seatsOnOnePoint: { plan: withSeat({ nudge: [-20, 0] }), points: seat },
  seatsOverlap: { plan: withSeat({ nudge: [-10, 0] }), points: seat },
  seatOutsideSection: {
    plan: withBlock({}, { outline: [-200, -200, 200, -200, 200, 60, -200, 60] }),
    points: { section: "s1", part: "b1", seat: "b1:3:0" },
  },
  companionWithoutWheelchair: { plan: withSeat({ kind: "COMPANION", companionOf: "b1:0:0" }), points: seat },
  wheelchairWithoutCompanion: { plan: withSeat({ kind: "WHEELCHAIR" }), points: seat },
  restrictedWithoutReason: { plan: withSeat({ kind: "RESTRICTED" }), points: seat },
  unreachableRow: { plan: aPlan([aSection({ parts: [ring] })]), points: { section: "s1", part: "r1", seat: "r1:0" } },
  aisleTooNarrow: {
    plan: withBlock({ aisles: [{ after: 4, width: 15 }] }),
    points: { section: "s1", part: "b1", seat: "b1:0:5" },
  },
  viewWithoutPicture: {
    plan: withBlock({ rowViews: { 1: aView("1") } }),
    gone: new Set([aView("1").picture]),
    points: { section: "s1", part: "b1" },
  },
};

describe("the problems of a plan", () => {
  test.each(Object.entries(CASES))("name %s and point at it", (kind, { plan, gone, points = {} }) => {
    const { problems, isPublishable } = findPlanProblems(plan, gone);
    const found = problems.filter((problem) => problem.kind === kind);
    expect(found.length, JSON.stringify(problems)).toBeGreaterThan(0);
    expect(found[0]).toMatchObject(points);
    if (points.section !== undefined && kind !== "emptySection" && kind !== "standingWithoutOutline")
      expect(found[0]?.at).toBeDefined();
    expect(found[0]?.severity).toBe(PROBLEM_KINDS[kind as ProblemKind]);
    if (found[0]?.severity === "error") expect(isPublishable).toBe(false);
  });

  test("are none for a sound hall", () => {
    expect(findPlanProblems(aFullPlan()).problems).toEqual([]);
  });

  test("are no errors only when the layout is accepted", () => {
    const broken = fc.constantFrom(...Object.values(CASES).map(({ plan }) => plan));
    fc.assert(
      fc.property(fc.oneof(anyPlan, broken), (plan) => {
        if (findPlanProblems(plan).isPublishable) expect(checkLayout(expandPlan(plan))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("come with errors first", () => {
    const flood = withBlock({
      rowCount: 50,
      seatCount: 40,
      seatScheme: { ...SEAT_PRESETS.leftToRight, step: 0 },
      aisles: [{ after: 4, width: 15 }],
    });
    const { problems, counts } = findPlanProblems(flood);
    expect(counts.duplicateLabel).toBe(50 * 39);
    const severities = problems.map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted());
  });

  test("name a standing area that lies over the seats of a section without an outline, and none beside it", () => {
    const withPit = (left: number) =>
      aPlan([
        aSection({ parts: [aBlock()] }),
        aSection({ id: "s2", name: "Pit", kind: "standing", capacity: 10, outline: square(left, 0) }),
      ]);
    expect(findPlanProblems(withPit(0)).problems).toMatchObject([
      { kind: "sectionsOverlap", section: "s2", values: { section: "Pit", other: "Stalls" } },
    ]);
    expect(findPlanProblems(withPit(2_000)).problems).toEqual([]);
  });

  test("know nothing of an aisle where a seat was taken out, nor of one wide enough for its scale", () => {
    const aisles = [{ after: 4, width: 36 }];
    const background = { picture: "p", floor: "f1", at: [0, 0], scale: 1, rotation: 0, opacity: 0.5 } as const;
    const kinds = (plan: HallPlan) => findPlanProblems(plan).problems.map(({ kind }) => kind);
    expect(kinds(withSeat({ removed: true }))).toEqual([]);
    const gap = { ...withSeat({ removed: true }), background: { ...background, unitsPerMetre: 40 } };
    expect(kinds(gap)).toEqual([]);
    expect(kinds({ ...withBlock({ aisles }), background: { ...background, unitsPerMetre: 40 } })).toEqual([]);
    expect(kinds({ ...withBlock({ aisles }), background: { ...background, unitsPerMetre: 50 } })).toContain(
      "aisleTooNarrow",
    );
  });

  test("take rows that go on into one another as one that is reached at its ends", () => {
    const block = (id: string, left: number) => aBlock({ id, at: [left, 0], seatCount: 5, firstSeat: 0, axis: 0 });
    const named = (id: string, left: number, name: string) => aSection({ id, name, parts: [block(`b${id}`, left)] });
    const joined = aPlan([named("s1", 0, "Left"), named("s2", 100, "Middle"), named("s3", 200, "Right")]);
    expect(findPlanProblems(joined).problems).toEqual([]);
  });
});
