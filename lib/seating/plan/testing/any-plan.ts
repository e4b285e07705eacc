import fc from "fast-check";
import type { SeatView } from "../../layout.ts";
import { newRowBlock, newTable } from "../new-objects.ts";
import { ROW_PRESETS, SEAT_PRESETS } from "../numbering-presets.ts";
import type { HallPlan, PlanSection, RowBlock, SeatException } from "../plan.ts";

/** Plans for tests: an example with everything a designer can draw, and any valid plan. */

/** Ids that count, for edits in tests. */
export function countingIds(): () => string {
  let next = 0;
  return () => `n${++next}`;
}

/** The value, frozen through and through: a function that changed its argument would throw. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

const FLOOR = "f1";

export function aPlan(sections: readonly PlanSection[] = [], change: Partial<HallPlan> = {}): HallPlan {
  return {
    name: "Town hall",
    pitch: 20,
    floors: [{ id: FLOOR, name: "Ground floor" }],
    categories: [
      { id: "c1", name: "Stalls", sold: true, hue: 210 },
      { id: "c2", name: "Balcony", sold: true, hue: 30 },
      { id: "c3", name: "House seats", sold: false, hue: 0 },
    ],
    focal: [0, -100],
    decor: [],
    background: null,
    sections,
    ...change,
  };
}

export function aSection(change: Partial<PlanSection> = {}): PlanSection {
  const plain = { floor: FLOOR, category: "c1", outline: null, capacity: 0, parts: [] } as const;
  return { id: "s1", name: "Stalls", kind: "seated", ...plain, ...change };
}

export function aBlock(change: Partial<RowBlock> = {}): RowBlock {
  return { ...newRowBlock({ id: "b1", at: [0, 0], rowCount: 4, seatCount: 10 }), ...change };
}

/** A view whose picture's id is this digit again and again. */
export function aView(digit: string, alt: SeatView["alt"] = { en: `View ${digit}`, es: `Vista ${digit}` }): SeatView {
  return { picture: digit.repeat(64), alt };
}

/** A curved section, a table, a standing area, and wheelchair places with companions. */
export function aFullPlan(): HallPlan {
  const wheelchairs: Record<string, SeatException> = {
    "0:0": { kind: "WHEELCHAIR", features: ["stepFree"] },
    "0:1": { kind: "COMPANION", companionOf: "b1:0:0" },
    "3:9": { kind: "RESTRICTED", reason: "A pillar stands on the left" },
    "2:4": { quality: -40, features: ["hearingLoop"] },
    "1:5": { removed: true },
  };
  const rowViews = { 2: aView("2") };
  const stalls = aSection({
    parts: [aBlock({ curve: 3, aisles: [{ after: 4, width: 30 }], exceptions: wheelchairs, rowViews })],
    entrance: "North",
    view: aView("1"),
  });
  const table = { ...newTable({ id: "t1", at: [400, 0], shape: "round", seats: 6, label: "1" }), view: aView("3") };
  const tables = aSection({ id: "s2", name: "Tables", kind: "tables", category: "c2", parts: [table] });
  const standing = aSection({
    ...{ id: "s3", name: "Arena", kind: "standing", capacity: 50 },
    outline: [-100, 200, 100, 200, 100, 260, -100, 260],
  });
  return aPlan([stalls, tables, standing], {
    floors: [
      { id: FLOOR, name: "Ground floor" },
      { id: "f2", name: "Upper floor" },
    ],
    decor: [
      { id: "d1", floor: FLOOR, kind: "stage", outline: [-100, -140, 100, -140, 100, -80, -100, -80], text: "Stage" },
      { id: "d2", floor: FLOOR, kind: "door", at: [0, 130], rotation: 0, width: 40, text: "North" },
      { id: "d3", floor: "f2", kind: "screen", outline: [300, -140, 380, -140, 380, -130, 300, -130], text: "Titles" },
    ],
  });
}

const exception: fc.Arbitrary<SeatException> = fc.oneof(
  fc.constant({ removed: true } as const),
  fc.record({ kind: fc.constantFrom("STANDARD", "WHEELCHAIR", "COMPANION", "RESTRICTED") }),
  fc.record({ category: fc.constantFrom("c1", "c2", "c3"), quality: fc.integer({ min: -100, max: 100 }) }),
  fc.record({ features: fc.subarray(["hearingLoop", "stepFree"] as const, { minLength: 1 }) }),
  fc.record({ reason: fc.constantFrom("A pillar", "Behind the desk") }),
);

/** Rows and seats of a block whose labels and numbers come once. */
export const anyBlock: fc.Arbitrary<RowBlock> = fc
  .record({
    rowCount: fc.integer({ min: 1, max: 6 }),
    seatCount: fc.integer({ min: 2, max: 14 }),
    firstRow: fc.integer({ min: -3, max: 3 }),
    firstSeat: fc.integer({ min: -3, max: 3 }),
    curve: fc.oneof(
      fc.constant(0),
      fc.integer({ min: -30, max: 50 }).map((tenths) => tenths / 10),
    ),
    rotation: fc.integer({ min: -180, max: 180 }),
    stagger: fc.constantFrom(0, 0.5),
    aisles: fc
      .uniqueArray(fc.integer({ min: 0, max: 10 }), { maxLength: 2 })
      .map((all) => all.map((after) => ({ after, width: 30 }))),
    rowScheme: fc.constantFrom(...Object.values(ROW_PRESETS)),
    seatScheme: fc.constantFrom(...Object.values(SEAT_PRESETS).filter(({ aisles }) => aisles !== "restart")),
    exceptions: fc.dictionary(
      fc
        .tuple(fc.integer({ min: -3, max: 5 }), fc.integer({ min: -3, max: 14 }))
        .map(([row, seat]) => `${row}:${seat}`),
      exception,
      { maxKeys: 4 },
    ),
  })
  .map((change) => aBlock(change));

/** A plan whose sections stand apart and have different names. */
export const anyPlan: fc.Arbitrary<HallPlan> = fc
  .record({
    blocks: fc.array(anyBlock, { minLength: 1, maxLength: 4 }),
    tables: fc.array(
      fc.record({
        seats: fc.integer({ min: 2, max: 10 }),
        shape: fc.constantFrom("round", "rectangle", "booth", "box"),
      }),
      { maxLength: 3 },
    ),
    standing: fc.constantFrom(0, 0, 25),
  })
  .map(({ blocks, tables, standing }) => {
    const seated = blocks.map((block, i) =>
      aSection({ id: `s${i}`, name: `Section ${i}`, parts: [{ ...block, id: `b${i}`, at: [i * 900, 0] }] }),
    );
    const round = aSection({
      ...{ id: "st", name: "Tables", kind: "tables", category: "c2" },
      parts: tables.map(({ seats, shape }, i) =>
        newTable({ id: `t${i}`, at: [i * 300, 1500], shape: shape as "round", seats, label: String(i + 1) }),
      ),
    });
    const area = aSection({
      ...{ id: "sa", name: "Arena", kind: "standing", capacity: standing },
      outline: [0, 2000, 200, 2000, 200, 2100, 0, 2100],
    });
    return aPlan([...seated, ...(tables.length > 0 ? [round] : []), ...(standing > 0 ? [area] : [])]);
  });
