import { expect, it } from "vitest";
import { compareValues } from "./data-column.ts";
import { nextIndex } from "./table-keys.ts";
import { addressOfOrder, readSort } from "./table-order.ts";

it.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 4, 4],
  ["ArrowUp", 0, 0],
  ["PageDown", 0, 4],
  ["PageUp", 4, 0],
  ["Home", 3, 0],
  ["End", 0, 4],
  ["a", 2, undefined],
])("%s in row %i of five leads to row %s", (key, index, next) => {
  expect(nextIndex(key, index, 5)).toBe(next);
});

it("rows sort by number, by word, and last what has no value", () => {
  expect([10, null, 9, 2].toSorted(compareValues)).toEqual([2, 9, 10, null]);
  expect(["Åsa", "Zoë", "Ana", null].toSorted(compareValues)).toEqual(["Ana", "Åsa", "Zoë", null]);
});

it("an order stands in the address, and what the server sorts begins at the first page again", () => {
  expect(addressOfOrder([{ id: "taken", desc: true }], "server")).toEqual({ sort: "-taken", page: null });
  expect(addressOfOrder([], "server")).toEqual({ sort: null, page: null });
  // The page of a list beside it is not this table's.
  expect(addressOfOrder([{ id: "taken", desc: false }], "client")).toEqual({ sort: "taken" });
  expect([readSort(""), readSort("-taken"), readSort("taken")]).toEqual([
    [],
    [{ id: "taken", desc: true }],
    [{ id: "taken", desc: false }],
  ]);
});
