import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { tenth } from "../../geometry.ts";
import { importLayout } from "../../import/import-venue.ts";
import { accepted } from "../../testing/import-results.ts";
import { hallPlan } from "../contract.ts";
import { boxOfPart, seatsOfPlan } from "../drawn-seats.ts";
import { expandPart } from "../expand-part.ts";
import { ROW_PRESETS, SEAT_PRESETS } from "../numbering-presets.ts";
import type { FreeRow } from "../plan.ts";
import { planOfLayout } from "../plan-of-layout.ts";
import { seatKeys } from "../seat-keys.ts";
import { aBlock, aFullPlan, anyBlock, anyPlan, aPlan, aSection, countingIds } from "../testing/any-plan.ts";
import { hash, ids, numberOf, spotOf } from "../testing/plan-facts.ts";
import { refitRows, toFreeRows } from "./convert-rows.ts";
import { changePart } from "./objects.ts";
import { renumberParts } from "./renumber.ts";
import { blockInBox, growBlock, setSeatCounts } from "./rows.ts";
import { changeSeats } from "./seats.ts";

describe("rows", () => {
  test("grow on every side without moving a seat, and never vanish", () => {
    fc.assert(
      fc.property(
        anyBlock,
        fc.record({ front: fc.nat(3), back: fc.nat(3), left: fc.nat(3), right: fc.nat(3) }),
        (block, growth) => {
          const plan = (one: typeof block) => aPlan([aSection({ parts: [one] })]);
          const after = spotOf(plan(growBlock(block, growth)));
          for (const [key, spot] of spotOf(plan(block))) expect(after.get(key), key).toEqual(spot);
          const { rowCount, seatCount } = growBlock(block, { back: -99, right: -99 });
          expect([rowCount, seatCount]).toEqual([1, 1]);
        },
      ),
    );
  });

  test("take one count a row around their axis", () => {
    const block = setSeatCounts(aBlock(), [3, 4, 5]);
    for (const { x } of expandPart(block).rows) expect((x[0] ?? 0) + (x[x.length - 1] ?? 0)).toBeCloseTo(0, 9);
    expect(expandPart(block).rows.map(({ x }) => x.length)).toEqual([3, 4, 5]);
    expect(expandPart(growBlock(block, { front: 1, right: 1 })).rows.map(({ x }) => x.length)).toEqual([4, 4, 5, 6]);
  });

  test("are counted while they are drawn from corner to corner, in any direction", () => {
    const box = { minX: 10, minY: 20, maxX: 190, maxY: 92 };
    for (const [from, to] of [
      [
        [10, 20],
        [195, 100],
      ],
      [
        [195, 100],
        [10, 20],
      ],
    ] as const) {
      const block = blockInBox({ id: "b", from, to });
      expect([block.rowCount, block.seatCount]).toEqual([4, 10]);
      expect(boxOfPart(block)).toEqual(box);
    }
  });

  test("are numbered by a scheme, which single numbers give way to", () => {
    const fixed = changeSeats(aFullPlan(), ["b1:0:3"], { number: "X" });
    const plan = renumberParts(fixed, ids("b1"), {
      rowScheme: ROW_PRESETS.numbers,
      seatScheme: SEAT_PRESETS.rightToLeft,
    });
    const front = seatsOfPlan(plan).filter(({ row }) => row === "1");
    expect(front.slice(0, 10).map(({ number }) => number)).toEqual(["10", "9", "8", "7", "6", "5", "4", "3", "2", "1"]);
    const free = renumberParts(toFreeRows(aFullPlan(), "b1"), ids("b1:0", "b1:1"), {
      rowScheme: ROW_PRESETS.roman,
      seatScheme: SEAT_PRESETS.hundredsByBlock,
    });
    const rows = free.sections[0]?.parts.flatMap((part) => expandPart(part).rows) ?? [];
    expect(rows.map(({ label }) => label)).toEqual(["I", "II", "C", "D"]);
    expect(rows[1]?.numbers).toEqual(["101", "102", "103", "104", "105", "201", "202", "203", "204"]);
  });

  test("become free rows and stay the same hall with the same keys", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const free = plan.sections.flatMap(({ parts }) => parts).reduce((next, { id }) => toFreeRows(next, id), plan);
        expect(seatKeys(free)).toEqual(seatKeys(plan));
        expect(hash(free)).toBe(hash(plan));
        expect(hallPlan.safeParse(free).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("that are free become blocks again with the same keys, numbers and spots", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const free = toFreeRows(aPlan([aSection({ parts: [block] })]), block.id);
        const rows = new Set(free.sections[0]?.parts.map(({ id }) => id));
        const { plan, left } = refitRows(free, rows, { newId: countingIds() });
        expect(seatKeys(plan)).toEqual(seatKeys(free));
        expect([...numberOf(plan)]).toEqual([...numberOf(free)]);
        const before = spotOf(free);
        for (const [key, [x, y]] of spotOf(plan)) {
          const [bx, by] = before.get(key) ?? [Number.NaN, Number.NaN];
          expect(Math.hypot(x - bx, y - by), key).toBeLessThanOrEqual(2);
        }
        const single = free.sections[0]?.parts.filter((part) => part.kind === "row" && part.numbers.length < 2) ?? [];
        const tight = block.curve !== 0 && Math.abs(block.curve) > 2;
        if (!tight) expect(left).toBe(single.length);
      }),
    );
  });

  test("that are free and stand behind one another in one shape become one block", () => {
    const plain = anyBlock.map((block) => ({
      ...block,
      exceptions: {},
      seatCount: (block.seatCount as number) + 5,
      curve: block.curve / 5,
    }));
    fc.assert(
      fc.property(plain, (block) => {
        const free = toFreeRows(aPlan([aSection({ parts: [block] })]), block.id);
        const rows = new Set(free.sections[0]?.parts.map(({ id }) => id));
        const { plan, fitted, blocks } = refitRows(free, rows, { newId: countingIds(), tolerance: 1 });
        expect([fitted, blocks]).toEqual([block.rowCount, 1]);
        const [whole] = plan.sections[0]?.parts ?? [];
        expect(whole?.kind === "rows" && [whole.rowCount, whole.aisles.length]).toEqual([
          block.rowCount,
          block.aisles.filter(
            ({ after }) =>
              after >= (block.firstSeat as number) &&
              after < (block.firstSeat as number) + (block.seatCount as number) - 1,
          ).length,
        ]);
      }),
    );
  });

  test("of another category, numbering or depth stay blocks of their own", () => {
    const block = aBlock({ rowCount: 2 });
    const blocksOf = (change: (row: FreeRow) => FreeRow) => {
      const free = toFreeRows(aPlan([aSection({ parts: [block] })]), block.id);
      const last = free.sections[0]?.parts[1]?.id ?? "";
      const plan = changePart(free, last, (part) => (part.kind === "row" ? change(part) : part));
      const rows = new Set(plan.sections[0]?.parts.map(({ id }) => id));
      return refitRows(plan, rows, { newId: countingIds() }).blocks;
    };
    expect(blocksOf((row) => row)).toBe(1);
    expect(blocksOf((row) => ({ ...row, category: "c2" }))).toBe(2);
    expect(blocksOf((row) => ({ ...row, numbers: row.numbers.toReversed() }))).toBe(2);
    expect(blocksOf((row) => ({ ...row, y: row.y.map((y) => y - 48) }))).toBe(2);
    expect(blocksOf((row) => ({ ...row, y: row.y.map((y, i) => y + i) }))).toBe(2);
  });

  test("on a gentle arc keep their curve, and straight ones of rounded coordinates get none", () => {
    const curveOf = (curve: number, round: (value: number) => number) => {
      const [row] =
        toFreeRows(aPlan([aSection({ parts: [aBlock({ curve, rotation: 7 })] })]), "b1").sections[0]?.parts ?? [];
      if (row?.kind !== "row") throw new Error("the block became free rows");
      const free = { ...row, x: row.x.map(round), y: row.y.map(round) };
      const [block] =
        refitRows(aPlan([aSection({ parts: [free] })]), ids(row.id), { newId: countingIds() }).plan.sections[0]
          ?.parts ?? [];
      return block?.kind === "rows" ? block.curve : Number.NaN;
    };
    expect(curveOf(0.3, (value) => value)).toBeCloseTo(0.3, 2);
    expect(curveOf(-0.3, (value) => value)).toBeCloseTo(-0.3, 2);
    expect(curveOf(0, tenth)).toBe(0);
  });

  test("that stand on no arc stay free", () => {
    const crooked = {
      kind: "row",
      id: "r1",
      label: "A",
      firstSeat: 0,
      numbers: ["1", "2", "3"],
      x: [0, 20, 40],
      y: [0, 9, 0],
      exceptions: {},
    } as const;
    const zigzag = {
      ...crooked,
      id: "r2",
      numbers: ["1", "2", "3", "4", "5"],
      x: [0, 20, 40, 60, 80],
      y: [0, 9, 0, 9, 0],
    };
    const { fitted, left } = refitRows(aPlan([aSection({ parts: [crooked, zigzag] })]), ids("r1", "r2"), {
      newId: countingIds(),
    });
    expect([fitted, left]).toEqual([1, 1]);
  });
});

const benedum = sharedFile("venues/benedum-center.csv");

describe("the Benedum Center", needs(benedum, "its plan is not in ../shared/venues"), () => {
  test("becomes parametric: most of its rows are arcs or lines with equal pitch, and every seat keeps key and name", () => {
    const bytes = readFileSync(benedum ?? "");
    const plan = planOfLayout(accepted(importLayout({ fileName: "benedum-center.csv", bytes })).layout);
    const rows = new Set(plan.sections.flatMap(({ parts }) => parts.map(({ id }) => id)));
    const { plan: refit, fitted, blocks, left } = refitRows(plan, rows, { newId: countingIds(), tolerance: 4 });
    process.stdout.write(`\nBenedum: ${fitted} of ${fitted + left} rows fitted into ${blocks} blocks\n`);
    expect(fitted).toBeGreaterThan(4 * left);
    expect(seatKeys(refit)).toEqual(seatKeys(plan));
    expect([...numberOf(refit)]).toEqual([...numberOf(plan)]);
  });
});
