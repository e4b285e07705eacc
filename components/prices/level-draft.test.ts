import { expect, test } from "vitest";
import { levelDraftOf, readLevels, theirLevels } from "./level-draft.ts";

const LEVELS = [
  { id: 1, name: "Gold", price: 45, fee: 4.5, layout_categories: [0] },
  { id: 2, name: "Silver", price: 25, fee: 0, layout_categories: [1, 2] },
];
const [gold, silver] = LEVELS.map((level) => levelDraftOf(level, "EUR"));
const of = (...drafts: Parameters<typeof readLevels>[0]) => readLevels(drafts, { levels: LEVELS, currency: "EUR" });

test("prices are read as they are typed, and the levels keep what they sell", () => {
  if (!gold || !silver) throw new Error("both are there");
  expect(of({ ...gold, price: "45,50" }, silver)).toEqual({
    price_levels: [
      { name: "Gold", price: 45.5, fee: 4.5, layout_categories: [0] },
      { name: "Silver", price: 25, fee: 0, layout_categories: [1, 2] },
    ],
    wrong: {},
  });
});

test("a price that is none, off the step or below its fee is named beside its field", () => {
  if (!gold || !silver) throw new Error("both are there");
  expect(of({ ...gold, price: "free" }, { ...silver, price: "10.005" }).wrong).toEqual({
    "price_levels.0.price": { word: "amount" },
    "price_levels.1.price": { word: "step", limit: 0.01 },
  });
  expect(of({ ...gold, price: "3" }, silver).wrong).toEqual({ "price_levels.0.fee": { word: "fee" } });
});

test("what someone else saved is theirs only where it was a price", () => {
  expect(theirLevels({ title: "Encore" }, { levels: LEVELS, currency: "EUR" })).toEqual([]);
  const theirs = theirLevels(
    { price_levels: LEVELS.map((level) => ({ ...level, price: 50 })) },
    { levels: LEVELS, currency: "EUR" },
  );
  expect(theirs.map(({ name, price }) => `${name} ${price}`)).toEqual(["Gold 50.00", "Silver 50.00"]);
});
