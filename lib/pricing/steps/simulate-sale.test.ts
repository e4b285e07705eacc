import fc from "fast-check";
import { expect, test } from "vitest";
import type { TicketType } from "../quote/sale.ts";
import { buyersByType } from "./buyers-by-type.ts";
import type { PriceStep, StepRules } from "./price-steps.ts";
import { modelSales, pastSales, SALE_SHAPES } from "./sale-curve.ts";
import { type SimulatedLevel, simulateSale } from "./simulate-sale.ts";

const HOUR = 3_600_000;
const T0 = Date.parse("2027-01-01T10:00:00Z");
const at = (hours: number) => new Date(T0 + hours * HOUR);
const level: SimulatedLevel = { id: 1, regularMinor: 5_000, feeMinor: 0, onSale: 100 };
const child: TicketType = {
  ...{ id: "child", name: "Child", kind: "PERCENT", value: 50, levelIds: null, perOrderMax: null },
  needsWheelchair: false,
};
const rulesOf = (rules: object[], announceMs = 0): StepRules => ({
  steps: rules.map((rule, i) => ({ id: String(i), levelId: 1, ...rule }) as PriceStep),
  ...{ announceMs, currencyStepMinor: 1 },
});
const sales = (...hours: number[]) => hours.map((hour) => ({ at: at(hour), levelId: 1, seats: 1, ticketTypeId: null }));
const play = (rules: StepRules, ...hours: number[]) =>
  simulateSale([level], rules, { sales: sales(...hours), from: at(0) });

test("an early bird ends at its number for the next buyer, and at its time", () => {
  const number = play(rulesOf([{ kind: "early_bird", priceMinor: 3_000, until: null, untilSold: 2 }]), 1, 2, 3);
  expect(number.unitMinor).toEqual([3_000, 3_000, 5_000]);
  const time = play(rulesOf([{ kind: "early_bird", priceMinor: 3_000, until: at(2), untilSold: null }]), 1, 2, 3);
  expect(time.unitMinor).toEqual([3_000, 5_000, 5_000]);
  expect(time.prices).toEqual([
    { levelId: 1, at: at(0), priceMinor: 3_000 },
    { levelId: 1, at: at(2), priceMinor: 5_000 },
  ]);
});

test("an announced price comes a day later also when nothing is sold meanwhile", () => {
  const rules = rulesOf([{ kind: "number_sold", priceMinor: 6_000, fromSold: 1 }], 24 * HOUR);
  expect(play(rules, 1, 24, 25, 40).unitMinor).toEqual([5_000, 5_000, 6_000, 6_000]);
  const early = rulesOf([{ kind: "early_bird", priceMinor: 3_000, until: at(48), untilSold: null }], 24 * HOUR);
  expect(play(early, 47, 48).unitMinor).toEqual([3_000, 5_000]);
});

test("demand goes on moving between two sales, a step for each cool-down", () => {
  const rules = rulesOf([
    {
      ...{ kind: "demand", floorMinor: 5_000, ceilingMinor: 8_000, stepMaxMinor: 1_000, coolDownMs: HOUR },
      shares: [{ sharePercent: 1, pricePercent: 200 }],
    },
  ]);
  expect(play(rules, 1, 1.5, 2.5, 9).unitMinor).toEqual([5_000, 6_000, 7_000, 8_000]);
});

test("without steps every seat costs the regular price", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SALE_SHAPES), fc.integer({ min: 0, max: 100 }), (shape, soldPercent) => {
      const levels = [level, { ...level, id: 2, regularMinor: 900, onSale: 33 }];
      const model = modelSales(levels, { from: at(0), until: at(100) }, { shape, soldPercent });
      const { unitMinor } = simulateSale(levels, rulesOf([]), { sales: model, from: at(0) });
      expect(unitMinor).toEqual(model.map(({ levelId }) => (levelId === 1 ? 5_000 : 900)));
      expect(model.filter(({ levelId }) => levelId === 1)).toHaveLength(soldPercent);
      expect(model.map((sale) => sale.at.getTime())).toEqual(
        model.map((sale) => sale.at.getTime()).toSorted((a, b) => a - b),
      );
      for (const sale of model) expect(sale.at >= at(0) && sale.at <= at(100)).toBe(true);
    }),
  );
});

test("a past sale is stretched to the seats and the time of this one, and loses none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ time: fc.double({ min: 0, max: 1, noNaN: true }), seats: fc.integer({ min: 1, max: 9 }) }), {
        maxLength: 30,
      }),
      fc.integer({ min: 1, max: 500 }),
      (past, onSale) => {
        const sold = past.reduce((sum, { seats }) => sum + seats, 0);
        const capacity = Math.max(1, sold);
        const played = pastSales(
          [{ ...level, onSale }],
          { from: at(0), until: at(10) },
          {
            sales: past.map((sale) => ({ ...sale, levelId: 7, ticketType: "Child" })),
            levels: [{ id: 7, onSale: capacity }],
            ticketTypes: [child],
          },
        );
        expect(played).toHaveLength(sold === 0 ? 0 : onSale);
        for (const sale of played) expect(sale.at >= at(0) && sale.at <= at(10)).toBe(true);
        expect(played.every(({ ticketTypeId }) => ticketTypeId === "child")).toBe(true);
      },
    ),
  );
});

test("a past sale's ticket types are those of the same name, and the full price where the level has none", () => {
  const past = { sales: [{ levelId: 7, time: 0.5, seats: 1, ticketType: "Child" }], levels: [{ id: 7, onSale: 1 }] };
  const played = (ticketTypes: TicketType[]) =>
    pastSales([{ ...level, onSale: 1 }], { from: at(0), until: at(10) }, { ...past, ticketTypes });
  expect(played([child])[0]?.ticketTypeId).toBe("child");
  expect(played([{ ...child, levelIds: [2] }])[0]?.ticketTypeId).toBeNull();
  expect(played([{ ...child, name: "Student" }])[0]?.ticketTypeId).toBeNull();
});

test("after any number of seats as many buyers are at each ticket type as its share says, to the nearest seat", () => {
  const percent = fc.integer({ min: 0, max: 50 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), percent, percent, (count, children, students) => {
      const shares = [
        { ticketTypeId: "child", percent: children },
        { ticketTypeId: "student", percent: students },
        { ticketTypeId: "elsewhere", percent: 0 },
      ];
      const types = [child, { ...child, id: "student" }, { ...child, id: "elsewhere", levelIds: [2] }];
      const bought = buyersByType(sales(...Array.from({ length: count }, (_, i) => i)), shares, types);
      for (const seats of [1, Math.ceil(count / 2), count])
        for (const { ticketTypeId, percent: share } of shares) {
          const have = bought.slice(0, seats).filter((sale) => sale.ticketTypeId === ticketTypeId).length;
          expect(Math.abs(have - (seats * share) / 100)).toBeLessThanOrEqual(1);
        }
    }),
  );
});

test("nobody buys at a ticket type that the level has not", () => {
  const types = [{ ...child, levelIds: [2] }];
  const bought = buyersByType(sales(1, 2, 3), [{ ticketTypeId: "child", percent: 100 }], types);
  expect(bought.map(({ ticketTypeId }) => ticketTypeId)).toEqual([null, null, null]);
});
