import { describe, expect, test } from "vitest";
import { draftOf, type RulesDraft, readDraft, withKnownIds } from "./rules-draft.ts";

const RULES = {
  ticket_types: [
    {
      ...{ id: "t1", name: "Child", kind: "percent" as const, value: 50, price_level_ids: [2] },
      ...{ per_order_max: 4, needs_wheelchair: false },
    },
  ],
  group_discounts: [
    { id: "g1", name: "Buy 10, pay 9", kind: "buy_pay" as const, seats: 10, value: 9, price_level_ids: null },
  ],
  taxes_included: true,
  tax_rates: [{ id: "r1", name: "VAT", percent: 5.5, on: ["tickets" as const], price_level_ids: null }],
};

describe("rules of price in their form", () => {
  test("are the same after they were shown and read", () => {
    expect(readDraft(draftOf(RULES))).toEqual({ rules: RULES, wrong: {} });
  });

  test("take a comma as the sign of decimals", () => {
    const { types, ...rest } = draftOf(RULES);
    const typed = { ...rest, types: types.map((type) => ({ ...type, kind: "fixed" as const, value: " 12,50 " })) };
    expect(readDraft(typed).rules.ticket_types[0]?.value).toBe(12.5);
  });

  test("name each field that cannot be read", () => {
    const draft = draftOf(RULES);
    const typed: RulesDraft = {
      types: draft.types.map((type) => ({ ...type, name: " ", value: "half", perOrderMax: "0" })),
      groups: draft.groups.map((group) => ({ ...group, seats: "1", value: "" })),
      taxes: { isIncluded: true, rates: draft.taxes.rates.map((rate) => ({ ...rate, percent: "300", on: [] })) },
    };
    expect(readDraft(typed).wrong).toEqual({
      "ticket_types.0.name": { word: "name" },
      "ticket_types.0.value": { word: "percent" },
      "ticket_types.0.per_order_max": { word: "perOrder" },
      "group_discounts.0.seats": { word: "seats" },
      "group_discounts.0.value": { word: "paid" },
      "tax_rates.0.percent": { word: "rate" },
      "tax_rates.0.on": { word: "on" },
    });
  });

  test("that someone else removed are new ones when they are kept", () => {
    const typed = draftOf(RULES);
    const kept = withKnownIds(typed, { ...draftOf(RULES), types: [] });
    expect(kept.types[0]).toMatchObject({ key: "t1", name: "Child" });
    expect(kept.types[0]).not.toHaveProperty("id");
    expect(kept.groups).toEqual(typed.groups);
  });
});
