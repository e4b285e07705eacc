import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgePromo, type Promo, type PromoBasket } from "./promo-rules.ts";

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
const basket = (totalMinor: number, changes: Partial<PromoBasket> = {}) => {
  return { totalMinor, stepMinor: 1, minMinor: 0, usedByBuyer: 0, ...changes };
};

describe("a promo code", () => {
  test("takes its percentage off, rounded down to whole minor units", () => {
    expect(judgePromo(PROMO, basket(9_000), NOW)).toEqual({ ok: true, discountMinor: 1_800, isCut: false });
    expect(judgePromo({ ...PROMO, value: 33 }, basket(100), NOW)).toEqual({
      ok: true,
      discountMinor: 33,
      isCut: false,
    });
    expect(judgePromo({ ...PROMO, value: 33 }, basket(10), NOW)).toEqual({ ok: true, discountMinor: 3, isCut: false });
  });

  test("takes its amount off the whole order, at most all of it", () => {
    const amount: Promo = { ...PROMO, kind: "AMOUNT", value: 1_500 };
    expect(judgePromo(amount, basket(9_000), NOW)).toEqual({ ok: true, discountMinor: 1_500, isCut: false });
    expect(judgePromo(amount, basket(1_000), NOW)).toEqual({ ok: true, discountMinor: 1_000, isCut: false });
  });

  test("leaves a total that can be charged where the gateway counts in larger steps", () => {
    expect(judgePromo({ ...PROMO, value: 33 }, basket(45_500, { stepMinor: 10 }), NOW)).toEqual({
      ok: true,
      discountMinor: 15_010,
      isCut: false,
    });
  });

  test("that would leave less than can be charged leaves the smallest charge", () => {
    const eur = (totalMinor: number) => basket(totalMinor, { minMinor: 50 });
    const amount: Promo = { ...PROMO, kind: "AMOUNT", value: 4_490 };
    expect(judgePromo(amount, eur(4_500), NOW)).toEqual({ ok: true, discountMinor: 4_450, isCut: true });
    expect(judgePromo({ ...PROMO, value: 99 }, eur(4_500), NOW)).toEqual({
      ok: true,
      discountMinor: 4_450,
      isCut: true,
    });
    expect(judgePromo({ ...amount, value: 4_450 }, eur(4_500), NOW)).toEqual({
      ok: true,
      discountMinor: 4_450,
      isCut: false,
    });
  });

  test("that gives everything away still does, and one with nothing left to take off is refused", () => {
    const eur = (totalMinor: number) => basket(totalMinor, { minMinor: 50 });
    expect(judgePromo({ ...PROMO, value: 100 }, eur(4_500), NOW)).toEqual({
      ok: true,
      discountMinor: 4_500,
      isCut: false,
    });
    expect(judgePromo(PROMO, eur(50), NOW)).toEqual({ ok: false, reason: "at_minimum" });
    expect(judgePromo(PROMO, eur(0), NOW)).toEqual({ ok: true, discountMinor: 0, isCut: false });
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
        const minMinor = 50 * stepMinor;
        const totalMinor = units === 0 ? 0 : minMinor + units * stepMinor;
        const verdict = judgePromo({ ...PROMO, ...promo }, basket(totalMinor, { stepMinor, minMinor }), NOW);
        const left = totalMinor - (verdict.ok ? verdict.discountMinor : Number.NaN);
        if (verdict.ok && verdict.isCut) return left === minMinor && verdict.discountMinor > 0;
        const exact =
          promo.kind === "PERCENT" ? (totalMinor * (100 - promo.value)) / 100 : Math.max(0, totalMinor - promo.value);
        const isPayable = left === 0 || left >= minMinor;
        return isPayable && left >= exact && left < exact + stepMinor && left <= totalMinor && left % stepMinor === 0;
      }),
    );
  });
});
