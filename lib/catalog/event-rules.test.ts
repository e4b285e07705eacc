import { expect, test } from "vitest";
import { readLevels } from "./event-rules.ts";

const level = (name: string, category: number) => ({ name, price: 10, layout_categories: [category] });

test("two price levels whose names look alike are refused beside the second one's name", () => {
  const read = (...names: string[]) =>
    readLevels(
      names.map((name, i) => level(name, i)),
      { currency: "EUR", house: { categoryCount: names.length, unsoldCategories: [] } },
    ).problems;
  expect(read("Stalls", "Balcony")).toEqual([]);
  for (const [a, b] of [
    ["A", "А"],
    ["Kat 1", "Kat\u00a01"],
    ["Parkett Süd", "Parkett Su\u0308d"],
  ] as const) {
    expect(read(a, b)).toEqual([{ path: "price_levels.1.name", message: "must not look like another level's name" }]);
  }
});

test("categories that the hall does not sell need no level, and get none", () => {
  const house = { categoryCount: 3, unsoldCategories: [1] };
  const one = readLevels([{ name: "All", price: 10 }], { currency: "EUR", house });
  expect(one).toMatchObject({ problems: [], levels: [{ layoutCategories: [0, 2] }] });
  expect(readLevels([level("A", 0), level("B", 2)], { currency: "EUR", house }).problems).toEqual([]);
  expect(readLevels([level("A", 0), level("B", 1)], { currency: "EUR", house }).problems).toEqual([
    { path: "price_levels.1.layout_categories", message: "1 is not for sale in this layout" },
    { path: "price_levels", message: "no level sells the categories 2" },
  ]);
});
