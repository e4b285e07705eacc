import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Demand, LevelFigures, PriceStep, SteppedLevel, StepRules } from "./price-steps.ts";
import { levelAfter } from "./simulate-sale.ts";
import { stepsDue } from "./steps-due.ts";

const HOUR = 3_600_000;
const T0 = Date.parse("2027-01-01T10:00:00Z");
const at = (hours: number) => new Date(T0 + hours * HOUR);

const level: SteppedLevel = {
  ...{ id: 1, priceMinor: 5_000, regularMinor: 5_000, feeMinor: 0, changedAt: null, announced: null },
};
const step = (rule: object, id = "a") => ({ id, levelId: 1, ...rule }) as PriceStep;
const early = (priceMinor: number, until: Date | null, untilSold: number | null = null) =>
  step({ kind: "early_bird", priceMinor, until, untilSold }, `early ${priceMinor}`);
const demand = (rule: Partial<Demand> = {}) =>
  step({
    ...{ kind: "demand", floorMinor: 4_000, ceilingMinor: 9_000, stepMaxMinor: 1_000, coolDownMs: HOUR },
    shares: [
      { sharePercent: 50, pricePercent: 120 },
      { sharePercent: 80, pricePercent: 200 },
    ],
    ...rule,
  });
const rulesOf = (steps: PriceStep[], announceMs = 0): StepRules => ({ steps, announceMs, currencyStepMinor: 1 });
const sold = (count: number, onSale = 100) =>
  new Map<number, LevelFigures>([[1, { sold: count, soldMost: count, onSale }]]);

describe("the steps of one level", () => {
  test("an early bird holds until its time, to the millisecond, and then the regular price comes", () => {
    const rules = rulesOf([early(3_000, at(2))]);
    const [down] = stepsDue([level], rules, sold(0), at(0));
    expect(down).toMatchObject({ action: "change", fromMinor: 5_000, toMinor: 3_000, cause: "early_bird" });
    const low = { ...level, priceMinor: 3_000 };
    expect(stepsDue([low], rules, sold(0), new Date(at(2).getTime() - 1))).toEqual([]);
    expect(stepsDue([low], rules, sold(0), at(2))).toMatchObject([{ toMinor: 5_000, cause: "regular" }]);
  });

  test("an early bird by number sold does not come back when tickets are returned", () => {
    const rules = rulesOf([early(3_000, null, 10)]);
    const returned = new Map([[1, { sold: 4, soldMost: 10, onSale: 100 }]]);
    expect(stepsDue([level], rules, returned, at(0))).toEqual([]);
  });

  test("one early bird follows the other in the organizer's order", () => {
    const rules = rulesOf([early(3_000, at(1), 5), early(4_000, at(3))]);
    expect(stepsDue([level], rules, sold(5), at(0))).toMatchObject([{ toMinor: 4_000 }]);
    expect(stepsDue([level], rules, sold(4), at(0))).toMatchObject([{ toMinor: 3_000 }]);
  });

  test("the last minute goes before an early bird, and an early bird before the number sold", () => {
    const number = step({ kind: "number_sold", priceMinor: 6_000, fromSold: 10 }, "n");
    const last = step({ kind: "last_minute", priceMinor: 2_000, from: at(5) }, "l");
    const rules = rulesOf([number, early(3_000, at(9)), last]);
    const priceAt = (hours: number) => stepsDue([level], rules, sold(20), at(hours))[0];
    expect(priceAt(0)).toMatchObject({ toMinor: 3_000 });
    expect(priceAt(6)).toMatchObject({ toMinor: 2_000, cause: "last_minute" });
    expect(stepsDue([level], rulesOf([number]), sold(20), at(0))).toMatchObject([
      { toMinor: 6_000, cause: "number_sold", reason: { sold: 20, onSale: 100, from: 10, regularMinor: 5_000 } },
    ]);
  });

  test("demand moves by its largest step, and again after its cool-down", () => {
    const rules = rulesOf([demand()]);
    const [first] = stepsDue([level], rules, sold(80), at(0));
    expect(first).toMatchObject({ fromMinor: 5_000, toMinor: 6_000, cause: "demand" });
    const moved = { ...level, priceMinor: 6_000, changedAt: at(0) };
    expect(stepsDue([moved], rules, sold(80), new Date(at(1).getTime() - 1))).toEqual([]);
    expect(stepsDue([moved], rules, sold(80), at(1))).toMatchObject([{ toMinor: 7_000 }]);
  });

  test("a price that was set outside of the bounds of demand comes back into them at once", () => {
    expect(stepsDue([{ ...level, priceMinor: 20_000 }], rulesOf([demand()]), sold(0), at(0))).toMatchObject([
      { toMinor: 9_000 },
    ]);
    expect(stepsDue([{ ...level, priceMinor: 1_000 }], rulesOf([demand()]), sold(0), at(0))).toMatchObject([
      { toMinor: 4_000 },
    ]);
  });

  test("no price is below the booking fee", () => {
    const due = stepsDue([{ ...level, feeMinor: 3_500 }], rulesOf([early(3_000, at(1))]), sold(0), at(0));
    expect(due).toMatchObject([{ toMinor: 3_500 }]);
  });
});

describe("announced prices", () => {
  const DAY = 24;
  const announced = (steps: PriceStep[]) => rulesOf(steps, DAY * HOUR);

  test("a higher price is announced a day ahead and then applies; a lower one applies at once", () => {
    const rules = announced([step({ kind: "number_sold", priceMinor: 6_000, fromSold: 10 })]);
    const told = stepsDue([level], rules, sold(10), at(0));
    expect(told).toMatchObject([{ action: "announce", toMinor: 6_000, appliesAt: at(DAY) }]);
    const waiting = levelAfter(level, told, at(0));
    expect(stepsDue([waiting], rules, sold(10), at(DAY - 1))).toEqual([]);
    expect(stepsDue([waiting], rules, sold(10), at(DAY))).toMatchObject([{ action: "change", toMinor: 6_000 }]);
    expect(stepsDue([level], announced([early(3_000, at(99))]), sold(0), at(0))).toMatchObject([
      { action: "change", toMinor: 3_000 },
    ]);
  });

  test("the end of an early bird is announced a day before, for its very time", () => {
    const rules = announced([early(3_000, at(48))]);
    const low = { ...level, priceMinor: 3_000 };
    expect(stepsDue([low], rules, sold(0), at(20))).toEqual([]);
    const told = stepsDue([low], rules, sold(0), at(24));
    expect(told).toMatchObject([{ action: "announce", toMinor: 5_000, appliesAt: at(48) }]);
    const waiting = levelAfter(low, told, at(24));
    expect(stepsDue([waiting], rules, sold(0), at(47))).toEqual([]);
    expect(stepsDue([waiting], rules, sold(0), at(48))).toMatchObject([{ action: "change", toMinor: 5_000 }]);
  });

  test("never more than what was announced applies, and what is wanted beyond it is announced next", () => {
    const steps = [10, 20].map((fromSold) =>
      step({ kind: "number_sold", priceMinor: 5_000 + fromSold * 100, fromSold }),
    );
    const rules = announced(steps);
    const waiting = { ...level, announced: { toMinor: 6_000, appliesAt: at(DAY) } };
    const due = stepsDue([waiting], rules, sold(20), at(DAY));
    expect(due).toMatchObject([{ action: "change", toMinor: 6_000 }]);
    const next = levelAfter(waiting, due, at(DAY));
    expect(stepsDue([next], rules, sold(20), at(DAY))).toMatchObject([
      { action: "announce", toMinor: 7_000, appliesAt: at(2 * DAY) },
    ]);
  });

  test("what is not wanted any more is withdrawn", () => {
    const waiting = { ...level, announced: { toMinor: 6_000, appliesAt: at(5) } };
    expect(stepsDue([waiting], announced([]), sold(0), at(1))).toEqual([{ action: "withdraw", levelId: 1 }]);
  });
});

/** A sale in hours: how many were sold by then. */
const sale = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 5, maxLength: 60 }).map((moves) => {
  let count = 0;
  return moves.map((move) => {
    count = Math.max(0, Math.min(100, count + move));
    return count;
  });
});

/** The price after each hour of a sale, with what was done in it. */
function replay(rules: StepRules, sales: readonly number[], first: SteppedLevel = level) {
  let [now, most] = [first, 0];
  return sales.map((count, hour) => {
    most = Math.max(most, count);
    const due = stepsDue([now], rules, new Map([[1, { sold: count, soldMost: most, onSale: 100 }]]), at(hour));
    const before = now;
    now = levelAfter(now, due, at(hour));
    return { hour, before, due, priceMinor: now.priceMinor, level: now };
  });
}

const anyDemand = fc
  .record({
    floor: fc.integer({ min: 100, max: 500 }),
    above: fc.integer({ min: 0, max: 900 }),
    max: fc.integer({ min: 1, max: 100 }),
    coolDownMs: fc.integer({ min: 0, max: 10 }).map((hours) => hours * HOUR),
    shares: fc
      .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 })
      .map((all) => all.sort((a, b) => a - b)),
    percents: fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 6, maxLength: 6 }),
    currencyStepMinor: fc.constantFrom(1, 10),
  })
  .map(({ floor, above, max, coolDownMs, shares, percents, currencyStepMinor: unit }) => {
    const [floorMinor, ceilingMinor, stepMaxMinor] = [floor * 10, (floor + above) * 10, max * 10];
    const rule = demand({
      ...{ floorMinor, ceilingMinor, stepMaxMinor, coolDownMs },
      shares: shares.map((sharePercent, i) => ({ sharePercent, pricePercent: percents[i] ?? 100 })),
    });
    const regularMinor = floorMinor + Math.floor(above / 2) * 10;
    const start = { ...level, priceMinor: regularMinor, regularMinor };
    return { rule: rule as PriceStep & Demand, start, unit };
  });

describe("every sale", () => {
  test("demand stays between floor and ceiling, within its largest step, after its cool-down, on the currency's step", () => {
    fc.assert(
      fc.property(anyDemand, sale, ({ rule, start, unit }, sales) => {
        let changedAt = Number.NEGATIVE_INFINITY;
        for (const { hour, before, due, priceMinor } of replay(
          { ...rulesOf([rule]), currencyStepMinor: unit },
          sales,
          start,
        )) {
          expect(priceMinor).toBeGreaterThanOrEqual(rule.floorMinor);
          expect(priceMinor).toBeLessThanOrEqual(rule.ceilingMinor);
          expect(priceMinor % unit).toBe(0);
          if (due.length === 0) continue;
          expect(Math.abs(priceMinor - before.priceMinor)).toBeLessThanOrEqual(rule.stepMaxMinor);
          expect((hour - changedAt) * HOUR).toBeGreaterThanOrEqual(rule.coolDownMs);
          changedAt = hour;
        }
      }),
    );
  });

  test("early birds never make a price fall once it has risen", () => {
    const end = fc.record({
      hours: fc.option(fc.integer({ min: 0, max: 40 })),
      count: fc.option(fc.integer({ min: 1, max: 99 })),
    });
    const birds = fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), end)).map((all) => {
      const prices = all.map(([price]) => price).sort((a, b) => a - b);
      return all.map(([, { hours, count }], i) => early(prices[i] ?? 0, hours === null ? null : at(hours), count));
    });
    fc.assert(
      fc.property(birds, sale, (steps, sales) => {
        const prices = replay(rulesOf(steps), sales).map(({ priceMinor }) => priceMinor);
        expect(prices).toEqual(prices.toSorted((a, b) => a - b));
      }),
    );
  });

  test("no price rises that was not announced in time, and none above what was announced", () => {
    fc.assert(
      fc.property(anyDemand, sale, fc.integer({ min: 1, max: 30 }), ({ rule, start, unit }, sales, hours) => {
        const rules = { ...rulesOf([rule], hours * HOUR), currencyStepMinor: unit };
        let told: { at: number; toMinor: number } | undefined;
        for (const { hour, before, due, priceMinor } of replay(rules, sales, start)) {
          if (priceMinor > before.priceMinor) {
            expect(told && hour - told.at).toBeGreaterThanOrEqual(hours);
            expect(priceMinor).toBeLessThanOrEqual(told?.toMinor ?? 0);
          }
          for (const each of due) {
            if (each.action === "announce") told = { at: hour, toMinor: each.toMinor };
            else told = undefined;
          }
        }
      }),
    );
  });

  test("is repeated alike, and what is done is done: asked again at once, nothing is due", () => {
    fc.assert(
      fc.property(anyDemand, sale, fc.constantFrom(0, 5 * HOUR), ({ rule, start }, sales, announceMs) => {
        // A cool-down of nothing would let one moment move a price twice.
        const steps = [{ ...rule, coolDownMs: Math.max(rule.coolDownMs, 1) }];
        const rules = rulesOf(steps, announceMs);
        expect(replay(rules, sales, start)).toEqual(replay(rules, sales, start));
        for (const { hour, due, level: now } of replay(rules, sales, start)) {
          if (due.length === 0) continue;
          const again = stepsDue([now], rules, sold(sales[hour] ?? 0), at(hour));
          expect(again.filter(({ action }) => action === "change")).toEqual([]);
        }
      }),
    );
  });
});
