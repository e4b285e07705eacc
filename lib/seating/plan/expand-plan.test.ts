import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hallLayout } from "../answer-contract.ts";
import { checkLayout } from "../check-layout.ts";
import { placesOf, seatCountOf } from "../layout.ts";
import { hashLayout } from "../layout-hash.ts";
import { hallPlan } from "./contract.ts";
import { countPlaces } from "./count-places.ts";
import { expandPart } from "./expand-part.ts";
import { expandPlan } from "./expand-plan.ts";
import { expandSection } from "./expand-section.ts";
import type { HallPlan, RowBlock } from "./plan.ts";
import { planOfLayout } from "./plan-of-layout.ts";
import { seatKeys } from "./seat-keys.ts";
import { termsOf } from "./terms.ts";
import { aBlock, aFullPlan, anyBlock, anyPlan, aPlan, aSection } from "./testing/any-plan.ts";

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const hash = (plan: HallPlan) => hashLayout(expandPlan(plan)).hash;

describe("the layout of a plan", () => {
  test("has everything that the designer draws, and is accepted", () => {
    const layout = expandPlan(aFullPlan());
    expect(checkLayout(layout)).toEqual([]);
    expect(seatCountOf(layout)).toBe(39 + 6 + 50);
    expect(layout.sections.map(({ name, kind }) => [name, kind])).toEqual([
      ["Stalls", "seated"],
      ["Tables", "tables"],
      ["Arena", "standing"],
    ]);
    expect(layout.decor.map(({ kind, floor }) => [kind, floor])).toEqual([
      ["stage", undefined],
      ["door", undefined],
      ["screen", 1],
      ["table", undefined],
    ]);
    expect(layout.floors).toEqual(["Ground floor", "Upper floor"]);
    expect(layout.sections[0]?.entrance).toBe("North");
    const [front, second, third, last] = layout.sections[0]?.rows ?? [];
    expect(front).toMatchObject({ kinds: "wc........", features: { stepFree: [0] } });
    expect(second?.numbers).toHaveLength(9);
    expect(third).toMatchObject({ quality: [0, 0, 0, 0, -40, 0, 0, 0, 0, 0], features: { hearingLoop: [4] } });
    expect(last?.reasons).toEqual([{ text: "A pillar stands on the left", seats: [9] }]);
    expect(layout.companions).toEqual([[2, 1]]);
  });

  test("is the same each time, also for a plan that was stored meanwhile, and comes out of its own plan", () => {
    fc.assert(
      fc.property(fc.oneof(anyPlan, fc.constant(aFullPlan())), (plan) => {
        expect(hash(copy(plan))).toBe(hash(plan));
        expect(hash(planOfLayout(expandPlan(plan)))).toBe(hash(plan));
        expect(hallPlan.parse(copy(plan))).toEqual(plan);
      }),
      { numRuns: 60 },
    );
  });

  test("is accepted, and has the places that were counted, each with a key of its own", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const layout = expandPlan(plan);
        fc.pre(seatCountOf(layout) > 0);
        expect(checkLayout(layout)).toEqual([]);
        expect(countPlaces(plan)).toBe(seatCountOf(layout));
        const keys = seatKeys(plan);
        expect(keys).toHaveLength(seatCountOf(layout));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 60 },
    );
  });

  test("moves to its margin wherever it was drawn", () => {
    const far = aPlan([aSection({ parts: [aBlock({ at: [-5_000, 7_000] })] })], { focal: [-5_000, 6_900] });
    const near = aPlan([aSection({ parts: [aBlock({ at: [100, 200] })] })], { focal: [100, 100] });
    expect(hash(far)).toBe(hash(near));
  });

  test("keeps the page of an imported hall until something leaves it", () => {
    const plan = planOfLayout(expandPlan(aFullPlan()));
    const [door] = plan.decor.filter(({ kind }) => kind === "door");
    const inside = { ...plan, decor: plan.decor.filter((item) => item !== door) };
    expect(expandPlan(inside).width).toBe(expandPlan(plan).width);
    const text = { kind: "text", id: "d9", floor: "f1", at: [-300, 10], size: 20, text: "Exit" } as const;
    expect(expandPlan({ ...plan, decor: [...plan.decor, text] }).width).toBeGreaterThan(expandPlan(plan).width);
  });

  test("can be looked at before a focal point or a category is chosen", () => {
    const plan = aPlan([aSection({ category: null, parts: [aBlock()] })], { focal: null });
    const { focal, sections } = expandPlan(plan);
    expect(sections[0]?.category).toBe(0);
    expect(focal[1]).toBeLessThan(Math.min(...(sections[0]?.rows[0]?.y ?? [])));
    expect(expandPlan(aPlan()).sections).toEqual([]);
  });
});

test("what a layout says is in the API's contract, so that nothing of it is lost on the wire", () => {
  fc.assert(
    fc.property(fc.oneof(anyPlan, fc.constant(aFullPlan())), (plan) => {
      const layout = copy(expandPlan(plan));
      expect(hallLayout.parse(layout)).toEqual(layout);
    }),
    { numRuns: 20 },
  );
});

describe("a row block", () => {
  const spots = (block: RowBlock) =>
    new Map(
      expandPart(block).rows.flatMap(({ places, x, y }) =>
        places.map((place, i): [string, readonly [number, number]] => [place, [x[i] ?? 0, y[i] ?? 0]]),
      ),
    );

  test("has neighbours the same distance apart in all its rows, on arcs too", () => {
    const arcs = anyBlock.map((block) => ({ ...block, aisles: [], exceptions: {}, rowGap: 24 }));
    fc.assert(
      fc.property(arcs, (block) => {
        const radius = block.curve === 0 ? Number.POSITIVE_INFINITY : block.pitch / ((block.curve * Math.PI) / 180);
        for (const { index, x, y } of expandPart(block).rows) {
          const own = Math.abs(radius + index * block.rowGap);
          // Below this radius the arc is kept from closing in on its centre.
          if (own < block.pitch || Math.sign(radius + index * block.rowGap) !== Math.sign(radius)) continue;
          const chord = Number.isFinite(own) ? 2 * own * Math.sin(block.pitch / own / 2) : block.pitch;
          for (let i = 1; i < x.length; i++) {
            expect(Math.hypot((x[i] ?? 0) - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0))).toBeCloseTo(chord, 6);
          }
        }
      }),
    );
  });

  test("bends its ends to the front for a positive curve and to the back for a negative one", () => {
    const ends = (curve: number) => expandPart(aBlock({ curve })).rows.map(({ y }) => (y[0] ?? 0) - (y[5] ?? 0));
    expect(ends(4).every((rise) => rise < -1)).toBe(true);
    expect(ends(-2).every((rise) => rise > 1)).toBe(true);
    expect(ends(0).every((rise) => rise === 0)).toBe(true);
  });

  test("keeps key and spot of every seat when rows are added in front and seats on the left", () => {
    fc.assert(
      fc.property(anyBlock, fc.integer({ min: 1, max: 4 }), (block, more) => {
        const grown: RowBlock = {
          ...block,
          rowCount: block.rowCount + more,
          firstRow: block.firstRow - more,
          seatCount: (block.seatCount as number) + more,
          firstSeat: (block.firstSeat as number) - more,
        };
        const after = spots(grown);
        for (const [place, spot] of spots(block)) expect(after.get(place), place).toEqual(spot);
      }),
    );
  });

  test("closes up its numbers over a removed seat or keeps them, as its scheme says", () => {
    const numbers = (removed: "closeUp" | "keep") => {
      const { seatScheme } = aBlock();
      const block = aBlock({
        rowCount: 1,
        seatCount: 4,
        seatScheme: { ...seatScheme, removed },
        exceptions: { "0:1": { removed: true } },
      });
      return expandPart(block).rows[0]?.numbers;
    };
    expect(numbers("closeUp")).toEqual(["1", "2", "3"]);
    expect(numbers("keep")).toEqual(["1", "3", "4"]);
  });

  test("takes counts, first seats and shifts one a row", () => {
    const block = aBlock({ rowCount: 2, seatCount: [2, 3], firstSeat: [1, 0], offsets: [0.5, 0], axis: 1 });
    expect(expandPart(block).rows.map(({ x, places }) => [x, places])).toEqual([
      [
        [10, 30],
        ["0:1", "0:2"],
      ],
      [
        [-20, 0, 20],
        ["1:0", "1:1", "1:2"],
      ],
    ]);
  });

  test("widens its aisles on both sides of the axis", () => {
    const block = aBlock({ rowCount: 1, seatCount: 4, axis: 1.5, aisles: [{ after: 1, width: 40 }] });
    expect(expandPart(block).rows[0]?.x).toEqual([-50, -30, 30, 50]);
  });
});

test("an edit of one section computes no other section again", () => {
  const plan = aFullPlan();
  const [first, second] = plan.sections;
  if (first === undefined || second === undefined) throw new Error("the plan has two sections");
  const before = expandSection(second, termsOf(plan));
  const moved = { ...plan, sections: [{ ...first, name: "Parkett" }, ...plan.sections.slice(1)] };
  expect(expandSection(second, termsOf(moved))).toBe(before);
  expect(placesOf(expandPlan(moved))).toEqual(placesOf(expandPlan(plan)));
});
