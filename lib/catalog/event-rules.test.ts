import { expect, test } from "vitest";
import { readLevels } from "./event-rules.ts";

const level = (name: string, category: number) => ({ name, price: 10, layout_categories: [category] });

test("two price levels whose names look alike are refused beside the second one's name", () => {
  const read = (...names: string[]) =>
    readLevels(
      names.map((name, i) => level(name, i)),
      { currency: "EUR", categoryCount: names.length },
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
