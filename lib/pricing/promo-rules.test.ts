import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgePromo, type Promo } from "./promo-rules.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const PROMO: Promo = {
  id: "p",
  kind: "PERCENT",
  value: 20,
  uses: 0,
  usesMax: null,
  usesPerBuyer: null,
  validFrom: null,
  validUntil: null,
};
const basket = (totalMinor: number, changes: { stepMinor?: number; usedByBuyer?: number } = {}) => {
  return { totalMinor, stepMinor: 1, usedByBuyer: 0, ...changes };
};

describe("a promo code", () => {
  test("takes its percentage off, rounded down to whole minor units", () => {
    expect(judgePromo(PROMO, basket(9_000), NOW)).toEqual({ ok: true, discountMinor: 1_800 });
    expect(judgePromo({ ...PROMO, value: 33 }, basket(100), NOW)).toEqual({ ok: true, discountMinor: 33 });
    expect(judgePromo({ ...PROMO, value: 33 }, basket(10), NOW)).toEqual({ ok: true, discountMinor: 3 });
  });

  test("takes its amount off the whole order, at most all of it", () => {
    const amount: Promo = { ...PROMO, kind: "AMOUNT", value: 1_500 };
    expect(judgePromo(amount, basket(9_000), NOW)).toEqual({ ok: true, discountMinor: 1_500 });
    expect(judgePromo(amount, basket(1_000), NOW)).toEqual({ ok: true, discountMinor: 1_000 });
  });

  test("leaves a total that can be charged where the gateway counts in larger steps", () => {
    expect(judgePromo({ ...PROMO, value: 33 }, basket(45_500, { stepMinor: 10 }), NOW)).toEqual({
      ok: true,
      discountMinor: 15_010,
    });
  });

  test.each([
    ["before its time", { validFrom: new Date(NOW.getTime() + 1) }, "not_yet"],
    ["at the end of its time", { validUntil: NOW }, "over"],
    ["when all uses are taken", { uses: 3, usesMax: 3 }, "used_up"],
    ["when this buyer has used it up", { usesPerBuyer: 1 }, "used_by_you"],
  ])("is refused %s", (_when, changes, reason) => {
    const verdict = judgePromo({ ...PROMO, ...changes }, basket(9_000, { usedByBuyer: 1 }), NOW);
    expect(verdict).toEqual({ ok: false, reason });
  });

  test("is valid from the first moment of its period to the last", () => {
    const promo = {
      ...PROMO,
      validFrom: NOW,
      validUntil: new Date(NOW.getTime() + 1),
      uses: 2,
      usesMax: 3,
      usesPerBuyer: 2,
    };
    expect(judgePromo(promo, basket(9_000, { usedByBuyer: 1 }), NOW)).toMatchObject({ ok: true });
  });

  test("never makes a total negative, larger or impossible to charge", () => {
    const promos = fc.oneof(
      fc.record({ kind: fc.constant("PERCENT" as const), value: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ kind: fc.constant("AMOUNT" as const), value: fc.integer({ min: 1, max: 10_000_000 }) }),
    );
    const steps = fc.constantFrom(1, 10, 100);
    fc.assert(
      fc.property(promos, fc.integer({ min: 0, max: 1_000_000 }), steps, (promo, units, stepMinor) => {
        const totalMinor = units * stepMinor;
        const verdict = judgePromo({ ...PROMO, ...promo }, basket(totalMinor, { stepMinor }), NOW);
        const left = totalMinor - (verdict.ok ? verdict.discountMinor : Number.NaN);
        const exact =
          promo.kind === "PERCENT" ? (totalMinor * (100 - promo.value)) / 100 : Math.max(0, totalMinor - promo.value);
        return left >= exact && left < exact + stepMinor && left <= totalMinor && left % stepMinor === 0;
      }),
    );
  });
});
