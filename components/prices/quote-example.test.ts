import { expect, test } from "vitest";
import { type ExampleSeats, quoteExample, reductionsOf } from "./quote-example.ts";
import type { RulesDraft } from "./rules-draft.ts";

const LEVELS = [
  { id: 1, name: "Gold", priceMinor: 4_500, feeMinor: 450 },
  { id: 2, name: "Silver", priceMinor: 2_500, feeMinor: 0 },
];
const CHILD = { key: "new-1", name: "Child", kind: "percent" as const, value: "50", perOrderMax: "2" };
const DRAFT: RulesDraft = {
  types: [{ ...CHILD, isCompanion: false, levels: [1] }],
  groups: [{ key: "new-2", name: "From 3", kind: "percent", seats: "3", value: "10", levels: null }],
  taxes: {
    isIncluded: false,
    rates: [{ key: "new-3", name: "City tax", percent: "20", on: ["tickets", "fees"], levels: null }],
  },
};
const GOLD: ExampleSeats = { count: 2, levelId: 1, typeKey: "", isWheelchair: false };
const of = (asked: ExampleSeats[], draft = DRAFT) => quoteExample(asked, { draft, levels: LEVELS, currency: "EUR" });

test("an example is priced by rules that are not saved yet, and its lines add up", () => {
  const example = of([GOLD, { ...GOLD, count: 1, typeKey: "new-1" }]);
  if (example.kind !== "quoted") throw new Error(example.kind);
  const { quote, lines, isPayable } = example;
  expect(lines.map(({ count, ticketType, listMinor }) => [count, ticketType, listMinor])).toEqual([
    [2, null, 4_500],
    [1, "Child", 4_500],
  ]);
  expect(lines.reduce((sum, { count, unitMinor }) => sum + count * unitMinor, 0)).toBe(quote.totalMinor);
  expect(reductionsOf(quote).map(({ name, amountMinor }) => [name, amountMinor])).toEqual([
    ["From 3", 1_125],
    ["Child", 2_250],
  ]);
  expect([quote.addedTaxMinor, isPayable]).toEqual([2_025, true]);
});

test("an example says which ticket type cannot be had", () => {
  const silver = of([{ ...GOLD, levelId: 2, typeKey: "new-1" }]);
  expect(silver).toMatchObject({ kind: "problem", name: "Child", problem: { kind: "level" } });
});

test("an example waits for rules that can be read", () => {
  expect(of([GOLD], { ...DRAFT, types: [{ ...CHILD, value: "half", isCompanion: false, levels: null }] })).toEqual({
    kind: "unreadable",
  });
  expect(of([GOLD], { ...DRAFT, types: [{ ...CHILD, value: "120", isCompanion: false, levels: null }] })).toEqual({
    kind: "unreadable",
  });
});
