import { expect, test } from "vitest";
import { judgePriceSteps, type StepGround } from "./judge-price-steps.ts";
import { priceStepsBody } from "./step-contract.ts";

const ground: StepGround = {
  currency: "EUR",
  salesStartAt: new Date("2027-01-01T10:00:00Z"),
  salesEndAt: new Date("2027-02-01T10:00:00Z"),
  mustAnnounce: false,
  levels: [{ id: 1, regularMinor: 5_000, feeMinor: 500 }],
};
const early = { kind: "early_bird", price_level_id: 1, price: 30, until: "2027-01-10T10:00:00Z" };
const demand = {
  ...{ kind: "demand", price_level_id: 1, floor: 40, ceiling: 90, step_max: 10, cool_down_minutes: 60 },
  shares: [{ sold_percent: 50, price_percent: 120 }],
};
const judge = (steps: object[], over: Partial<StepGround> = {}, announces = false) =>
  judgePriceSteps(priceStepsBody.parse({ revision: 0, announces, steps }), { ...ground, ...over }).map(
    ({ path, problem, limit }) => [path, problem, ...(limit === undefined ? [] : [limit])].join(" "),
  );

test("steps that can be have no problem", () => {
  const later = { ...early, price: 40, until: "2027-01-20T10:00:00Z" };
  const last = { kind: "last_minute", price_level_id: 1, price: 20, from: "2027-01-31T10:00:00Z" };
  const number = { kind: "number_sold", price_level_id: 1, price: 60, from_sold: 50 };
  expect(judge([early, later, last, number])).toEqual([]);
  expect(judge([demand])).toEqual([]);
});

test.each([
  ["a level that is not the event's", [{ ...early, price_level_id: 7 }], ["steps.0.price_level_id level"]],
  ["digits that the currency has not", [{ ...early, price: 30.001 }], ["steps.0.price currency_step 0.01"]],
  ["a price that no payment can be of", [{ ...early, price: 0.01 }], ["steps.0.price too_small 0.5"]],
  ["a price below the fee", [{ ...early, price: 4 }], ["steps.0.price below_fee 5"]],
  ["an early bird that is no cheaper", [{ ...early, price: 50 }], ["steps.0.price not_below_regular 50"]],
  ["an early bird without an end", [{ ...early, until: null }], ["steps.0.until no_end"]],
  ["an end before the sale", [{ ...early, until: "2027-01-01T10:00:00Z" }], ["steps.0.until outside_sale"]],
  ["an end after the sale", [{ ...early, until: "2027-02-01T10:00:01Z" }], ["steps.0.until outside_sale"]],
  [
    "an early bird that falls",
    [early, { ...early, price: 20, until: "2027-01-20T10:00:00Z" }],
    ["steps.1.price falls 30"],
  ],
  ["two early birds of one time", [early, { ...early, price: 40 }], ["steps.1.until overlap"]],
  [
    "a last minute before the early bird is over",
    [early, { kind: "last_minute", price_level_id: 1, price: 20, from: "2027-01-05T10:00:00Z" }],
    ["steps.1.from overlap"],
  ],
  [
    "a number twice",
    [10, 10].map((from_sold) => ({ kind: "number_sold", price_level_id: 1, price: 60, from_sold })),
    ["steps.1.from_sold overlap"],
  ],
  ["demand beside other steps", [early, demand], ["steps.1.kind mixed"]],
  ["demand twice", [demand, demand], ["steps.1.kind overlap"]],
  ["a floor above the ceiling", [{ ...demand, floor: 95 }], ["steps.0.floor bounds 90"]],
  ["bounds without the regular price", [{ ...demand, floor: 60 }], ["steps.0.floor regular_outside 50"]],
  ["a largest step of nothing", [{ ...demand, step_max: 0 }], ["steps.0.step_max no_step"]],
  ["shares that do not rise", [{ ...demand, shares: [demand.shares[0], demand.shares[0]] }], ["steps.0.shares shares"]],
])("says of %s what is wrong, beside its field", (_, steps, problems) => {
  expect(judge(steps as object[])).toEqual(problems);
});

test("prices are on the currency's step: dinars in tens", () => {
  const level = { id: 1, regularMinor: 50_000, feeMinor: 0 };
  const dinars = { currency: "KWD", levels: [level] };
  expect(judge([{ ...early, price: 30.005 }], dinars)).toEqual(["steps.0.price currency_step 0.01"]);
  expect(judge([{ ...early, price: 30.01 }], dinars)).toEqual([]);
  expect(judge([{ ...demand, step_max: 0.005 }], dinars)).toEqual(["steps.0.step_max currency_step 0.01"]);
});

test("higher prices must be announced where the law asks for it", () => {
  expect(judge([], { mustAnnounce: true })).toEqual(["announces announce"]);
  expect(judge([], { mustAnnounce: true }, true)).toEqual([]);
});
