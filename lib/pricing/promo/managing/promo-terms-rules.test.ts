import { expect, test } from "vitest";
import type { PromoTerms } from "./promo-contract.ts";
import { planTerms, type TermsGround } from "./promo-terms-rules.ts";

const TERMS: PromoTerms = {
  ...{ kind: "percent", value: 20, note: "", uses_max: null, tickets_max: null, tickets_per_order: null },
  ...{ uses_per_person: null, price_level_ids: [], basket_tickets_min: null, basket_total_min: null },
  ...{ valid_from: null, valid_until: null },
};
const GROUND: TermsGround = { currency: "EUR", levelIds: [1, 2], uses: 3, tickets: 7 };
const problemsOf = (terms: Partial<PromoTerms>, ground: Partial<TermsGround> = {}) => {
  const planned = planTerms({ ...TERMS, ...terms }, { ...GROUND, ...ground });
  return planned.ok ? [] : planned.problems;
};

test.each<[string, Partial<PromoTerms>, Partial<TermsGround>, object]>([
  ["more than all", { value: 101 }, {}, { path: "value", problem: "percent" }],
  ["a broken percentage", { value: 12.5 }, {}, { path: "value", problem: "percent" }],
  ["more digits than the currency", { kind: "amount", value: 1.005 }, {}, { path: "value", problem: "digits" }],
  [
    "an amount off the currency's step",
    { kind: "per_ticket", value: 1.005 },
    { currency: "KWD" },
    { path: "value", problem: "step", limit: 0.01 },
  ],
  ["the same of the smallest basket", { basket_total_min: 0.001 }, {}, { path: "basket_total_min", problem: "digits" }],
  [
    "an end before its beginning",
    { valid_from: "2026-11-02T10:00:00+01:00", valid_until: "2026-11-02T09:00:00Z" },
    {},
    { path: "valid_until", problem: "window" },
  ],
  ["a level of another event", { price_level_ids: [2, 3] }, {}, { path: "price_level_ids", problem: "level" }],
  ["fewer uses than made", { uses_max: 2 }, {}, { path: "uses_max", problem: "below_uses", limit: 3 }],
  ["fewer tickets than sold", { tickets_max: 6 }, {}, { path: "tickets_max", problem: "below_uses", limit: 7 }],
])("terms with %s are refused beside their field", (_what, terms, ground, problem) => {
  expect(problemsOf(terms, ground)).toEqual([problem]);
});

test("all that is wrong is said at once", () => {
  expect(problemsOf({ value: 101, uses_max: 1, price_level_ids: [9] })).toHaveLength(3);
});

test("terms become columns in minor units; limits may be what was used", () => {
  const wanted = { ...TERMS, kind: "per_ticket", value: 2.5, uses_max: 3, tickets_max: 7 } as const;
  expect(planTerms({ ...wanted, price_level_ids: [2, 1, 2], basket_total_min: 20.5 }, GROUND)).toMatchObject({
    ok: true,
    columns: { kind: "PER_TICKET", value: 250, usesMax: 3, levelIds: [1, 2], basketTotalMinMinor: 2_050 },
  });
});
