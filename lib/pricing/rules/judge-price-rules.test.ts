import { describe, expect, test } from "vitest";
import { type JudgedEvent, judgePriceRules } from "./judge-price-rules.ts";
import { priceRulesBody } from "./price-rules-contract.ts";

const KNOWN = "01890000-0000-7000-8000-000000000001";
const EVENT: JudgedEvent = { currency: "EUR", levelIds: [1, 2], ruleIds: [KNOWN], hasWheelchairPlaces: true };
const NONE = { revision: 0, ticket_types: [], group_discounts: [], taxes_included: true, tax_rates: [] };
const CHILD = { name: "Child", kind: "percent", value: 50 };
const VAT = { name: "VAT", percent: 7, on: ["tickets"] };

/** `path problem` of each problem. */
function problemsOf(rules: object, event: Partial<JudgedEvent> = {}): string[] {
  const body = priceRulesBody.parse({ ...NONE, ...rules });
  return judgePriceRules(body, { ...EVENT, ...event }).map(({ path, problem }) => `${path} ${problem}`);
}

describe("rules of price", () => {
  test("of every kind can be saved", () => {
    const rules = {
      ticket_types: [
        { ...CHILD, id: KNOWN, price_level_ids: [2] },
        { name: "Student", kind: "amount", value: 5 },
        { name: "Senior", kind: "fixed", value: 12.5, per_order_max: 2 },
        { name: "Companion", kind: "fixed", value: 0, needs_wheelchair: true },
      ],
      group_discounts: [
        { name: "Buy 10, pay 9", kind: "buy_pay", seats: 10, value: 9 },
        { name: "From 8", kind: "percent", seats: 8, value: 15 },
      ],
      tax_rates: [VAT, { ...VAT, percent: 19, on: ["fees", "add_ons"] }],
    };
    expect(problemsOf(rules)).toEqual([]);
  });

  test("that would take more than the price, or parts of a percent, are refused", () => {
    expect(problemsOf({ ticket_types: [{ ...CHILD, value: 101 }] })).toEqual(["ticket_types.0.value percent_max"]);
    expect(problemsOf({ ticket_types: [{ ...CHILD, value: 12.5 }] })).toEqual(["ticket_types.0.value percent_whole"]);
    const group = { name: "All", kind: "percent", seats: 2, value: 101 };
    expect(problemsOf({ group_discounts: [group] })).toEqual(["group_discounts.0.value percent_max"]);
  });

  test("keep to the steps and bounds of their currency", () => {
    const fixed = (value: number) => ({ ticket_types: [{ name: "Child", kind: "fixed", value }] });
    expect(problemsOf(fixed(10.005))).toEqual(["ticket_types.0.value step"]);
    expect(problemsOf(fixed(10.005), { currency: "KWD" })).toEqual(["ticket_types.0.value step"]);
    expect(problemsOf(fixed(0.01))).toEqual(["ticket_types.0.value too_small"]);
    expect(problemsOf(fixed(99_999_999))).toEqual(["ticket_types.0.value too_large"]);
    const off = (value: number) => ({ ticket_types: [{ name: "Child", kind: "amount", value }] });
    expect(problemsOf(off(0.01))).toEqual([]);
    expect(problemsOf(off(10.005))).toEqual(["ticket_types.0.value step"]);
  });

  test("of a group that pays for all it buys are refused", () => {
    const group = { name: "Ten", kind: "buy_pay", seats: 10, value: 10 };
    expect(problemsOf({ group_discounts: [group] })).toEqual(["group_discounts.0.value pay_below_buy"]);
  });

  test("of taxes above 100 % together are refused at the last of them", () => {
    const rates = [VAT, { ...VAT, name: "City", percent: 94 }, { ...VAT, name: "Fees", percent: 90, on: ["fees"] }];
    expect(problemsOf({ tax_rates: rates })).toEqual(["tax_rates.1.percent tax_sum"]);
    expect(priceRulesBody.safeParse({ ...NONE, tax_rates: [{ ...VAT, percent: 300 }] }).success).toBe(false);
  });

  test("that cannot be told apart by their names are refused", () => {
    const types = [CHILD, { ...CHILD, name: "СHILD" }];
    expect(problemsOf({ ticket_types: types })).toEqual(["ticket_types.1.name name_twice"]);
    const group = { name: "Ten", kind: "percent", seats: 10, value: 10 };
    expect(problemsOf({ group_discounts: [group, group] })).toEqual(["group_discounts.1.name name_twice"]);
    expect(problemsOf({ tax_rates: [VAT, { ...VAT, on: ["fees"] }] })).toEqual(["tax_rates.1.name name_twice"]);
  });

  test("name price levels of the event, or all", () => {
    const at = (price_level_ids: number[]) => ({ ticket_types: [{ ...CHILD, price_level_ids }] });
    expect(problemsOf(at([]))).toEqual(["ticket_types.0.price_level_ids levels_empty"]);
    expect(problemsOf(at([1, 3]))).toEqual(["ticket_types.0.price_level_ids level_unknown"]);
  });

  test("for companions need a hall with a place for a wheelchair user", () => {
    const companion = { name: "Companion", kind: "fixed", value: 0, needs_wheelchair: true };
    expect(problemsOf({ ticket_types: [companion] }, { hasWheelchairPlaces: false })).toEqual([
      "ticket_types.0.needs_wheelchair no_wheelchair_places",
    ]);
  });

  test("keep ids of their event alone, each once", () => {
    const other = "01890000-0000-7000-8000-000000000002";
    expect(problemsOf({ ticket_types: [{ ...CHILD, id: other }] })).toEqual(["ticket_types.0.id id_unknown"]);
    const twice = [CHILD, { ...CHILD, name: "Student" }].map((type) => ({ ...type, id: KNOWN }));
    expect(problemsOf({ ticket_types: twice })).toEqual(["ticket_types.1.id id_twice"]);
  });
});
