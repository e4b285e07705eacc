import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumOf } from "../quote/spread.ts";
import {
  obstacleOfPromo,
  PROMO_KINDS,
  type Promo,
  type PromoLine,
  promoReductions,
  reducedLines,
} from "./promo-rules.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const LATER = new Date(NOW.getTime() + 1);
const PROMO: Promo = {
  ...{ id: "p", code: "ENCORE", kind: "PERCENT", value: 20, revision: 0, deactivatedAt: null },
  ...{ validFrom: null, validUntil: null, levelIds: [], basketTicketsMin: null, basketTotalMinMinor: null },
  ...{ ticketsPerOrder: null, uses: 0, usesMax: null, ticketsMax: null, usesPerBuyer: null },
};
const lines = (...minors: number[]): PromoLine[] => minors.map((minor) => ({ levelId: 1, minor }));
const off = (promo: Partial<Promo>, tickets: PromoLine[], bounds: { otherMinor?: number; stepMinor?: number } = {}) =>
  promoReductions({ ...PROMO, ...promo }, tickets, { otherMinor: 0, stepMinor: 1, ...bounds });
const obstacle = (promo: Partial<Promo>, tickets = lines(4_500, 4_500), uses = {}) =>
  obstacleOfPromo({ ...PROMO, ...promo }, { lines: tickets, usedByBuyer: 0, ticketsUsed: 0, ...uses }, NOW);

describe("what a promo code takes off", () => {
  test("is its percentage of all tickets, rounded down once, its cents spread over them", () => {
    expect(off({ value: 20 }, lines(4_500, 4_500))).toEqual([900, 900]);
    expect(off({ value: 33 }, lines(101, 101))).toEqual([33, 33]);
    expect(off({ value: 33 }, lines(100, 50, 50))).toEqual([33, 17, 16]);
  });

  test("is its amount off the order, shared by price, and at most what the tickets cost", () => {
    expect(off({ kind: "AMOUNT", value: 1_500 }, lines(9_000, 4_500))).toEqual([1_000, 500]);
    expect(off({ kind: "AMOUNT", value: 1_500 }, lines(600, 400))).toEqual([600, 400]);
    expect(off({ kind: "AMOUNT", value: 1_500 }, lines(600), { otherMinor: 2_000 })).toEqual([600]);
  });

  test("is its amount off each ticket, and at most the ticket's price", () => {
    expect(off({ kind: "PER_TICKET", value: 1_000 }, lines(4_500, 600, 0))).toEqual([1_000, 600, 0]);
  });

  test("comes off the price levels it is for alone", () => {
    const mixed = [...lines(4_500), { levelId: 2, minor: 9_000 }];
    expect(off({ levelIds: [2], value: 50 }, mixed)).toEqual([0, 4_500]);
    expect(off({ levelIds: [2], kind: "AMOUNT", value: 20_000 }, mixed)).toEqual([0, 9_000]);
  });

  test("comes off the dearest tickets where it is for some of an order", () => {
    expect(off({ ticketsPerOrder: 2, value: 50 }, lines(1_000, 3_000, 2_000, 3_000))).toEqual([0, 1_500, 0, 1_500]);
    expect(reducedLines({ ...PROMO, ticketsPerOrder: 3 }, lines(0, 100, 0))).toEqual(lines(100));
  });

  test("leaves a total that can be charged where the gateway counts in larger steps", () => {
    expect(off({ value: 33 }, lines(45_500), { stepMinor: 10 })).toEqual([15_010]);
    expect(off({ value: 33 }, lines(22_750, 22_750), { stepMinor: 10 })).toEqual([7_505, 7_505]);
    expect(off({ value: 50 }, lines(5_120), { stepMinor: 10, otherMinor: 5 })).toEqual([2_555]);
  });
});

describe("a promo code does not apply", () => {
  test.each<[string, Partial<Promo>, object]>([
    ["before its time", { validFrom: LATER }, { reason: "not_yet", validFrom: LATER }],
    ["at the end of its time", { validUntil: NOW }, { reason: "over", validUntil: NOW }],
    ["after it was deactivated", { deactivatedAt: NOW }, { reason: "inactive" }],
    ["when all uses are taken", { uses: 3, usesMax: 3 }, { reason: "used_up" }],
    ["when this buyer has used it up", { usesPerBuyer: 1 }, { reason: "used_by_you", usesPerBuyer: 1 }],
    ["when all its tickets are sold", { ticketsMax: 5 }, { reason: "used_up" }],
    ["to more tickets than are left", { ticketsMax: 6 }, { reason: "too_many_tickets", ticketsLeft: 1 }],
    ["to other price levels", { levelIds: [2] }, { reason: "other_levels", levelIds: [2] }],
    ["to too few tickets", { basketTicketsMin: 3 }, { reason: "too_few_tickets", ticketsMin: 3, ticketsMissing: 1 }],
    [
      "below its smallest total",
      { basketTotalMinMinor: 9_001 },
      { reason: "below_total", totalMinMinor: 9_001, missingMinor: 1 },
    ],
  ])("%s", (_when, promo, expected) => {
    expect(obstacle(promo, lines(4_500, 4_500), { usedByBuyer: 1, ticketsUsed: 5 })).toEqual(expected);
  });

  test("below the smallest basket of its own levels, whatever else is bought", () => {
    const mixed = [...lines(4_500, 4_500), { levelId: 2, minor: 9_000 }];
    expect(obstacle({ levelIds: [1], basketTicketsMin: 3 }, mixed)).toMatchObject({ ticketsMissing: 1 });
    expect(obstacle({ levelIds: [1], basketTotalMinMinor: 10_000 }, mixed)).toMatchObject({ missingMinor: 1_000 });
  });

  test("to the last moment before each limit", () => {
    const limits = { validFrom: NOW, validUntil: LATER, uses: 2, usesMax: 3, usesPerBuyer: 2, ticketsMax: 7 };
    const smallest = { basketTicketsMin: 2, basketTotalMinMinor: 9_000, levelIds: [1] };
    const uses = { usedByBuyer: 1, ticketsUsed: 5 };
    expect(obstacle({ ...limits, ...smallest }, lines(4_500, 4_500), uses)).toBeUndefined();
  });

  test("counts only the tickets that it reduces against its limit of tickets", () => {
    const left = { ticketsUsed: 4 };
    expect(obstacle({ ticketsMax: 5, ticketsPerOrder: 1 }, lines(4_500, 4_500), left)).toBeUndefined();
    expect(obstacle({ ticketsMax: 5 }, lines(4_500, 0), left)).toBeUndefined();
  });
});

test("no code makes a ticket negative or dearer, takes more than it says, or leaves an amount between two steps", () => {
  const promos = fc.record({
    kind: fc.constantFrom(...PROMO_KINDS),
    value: fc.integer({ min: 1, max: 100 }),
    levelIds: fc.constantFrom([], [1], [1, 2]),
    ticketsPerOrder: fc.option(fc.integer({ min: 1, max: 4 })),
  });
  const tickets = fc.array(fc.record({ levelId: fc.integer({ min: 1, max: 3 }), units: fc.nat(10_000) }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(promos, tickets, fc.constantFrom(1, 5, 10, 100), fc.nat(100), (some, units, stepMinor, other) => {
      const all = units.map(({ levelId, units: each }) => ({ levelId, minor: each * stepMinor }));
      const promo = { ...PROMO, ...some };
      const otherMinor = other * stepMinor;
      const reductions = promoReductions(promo, all, { otherMinor, stepMinor });
      const reduced = reducedLines(promo, all);
      const total = sumOf(all.map(({ minor }) => minor)) + otherMinor;
      const base = sumOf(reduced.map(({ minor }) => minor));
      const says = {
        PERCENT: (base * promo.value) / 100,
        AMOUNT: promo.value,
        PER_TICKET: promo.value * reduced.length,
      }[promo.kind];
      expect(reductions).toHaveLength(all.length);
      reductions.forEach((minor, i) => {
        expect(minor).toBeGreaterThanOrEqual(0);
        expect(minor).toBeLessThanOrEqual(all[i]?.minor ?? 0);
      });
      const taken = sumOf(reductions);
      expect((total - taken) % stepMinor).toBe(0);
      expect(taken).toBeLessThanOrEqual(says);
      if (promo.kind !== "PER_TICKET") expect(taken).toBeGreaterThan(Math.min(says, base) - stepMinor - 1);
    }),
  );
});
