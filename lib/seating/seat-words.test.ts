import { expect, it } from "vitest";
import { seatWordsOf } from "./seat-words.ts";

it.each([
  ["a seat of a row", { row: "F", isTable: false }, "row"],
  ["a seat at a table, whose name is no row", { row: "T1", isTable: true }, "table"],
  ["a standing place", { row: "", isTable: false }, "place"],
] as const)("%s has its own words", (_what, seat, words) => {
  expect(seatWordsOf(seat)).toBe(words);
});
