import { expect, test } from "vitest";
import { lookAlikeKey } from "./look-alike-key.ts";

test.each<[string, string]>([
  ["Parkett Süd", "Parkett Su\u0308d"],
  ["Parkett Süd", "Parkett\u00a0Süd"],
  ["A", "\u0410"],
  ["A", "\u0391"],
  ["A", "\uff21"],
  ["A1", "A\u200b1"],
  ["12", "\uff11\uff12"],
  ["IV", "\u2163"],
  ["X-1", "X\u20131"],
  ["O'Hara", "O\u2019Hara"],
  ["COBET", "СОВЕТ"],
])("%s and %s look alike", (a, b) => {
  expect(lookAlikeKey(a)).toBe(lookAlikeKey(b));
});

test.each<[string, string]>([
  ["1", "I"],
  ["0", "O"],
  ["I", "l"],
  ["A", "a"],
  ["A", "Ä"],
  ["Ряд Б", "Ряд 6"],
  ["A 1", "A1"],
])("%s and %s do not", (a, b) => {
  expect(lookAlikeKey(a)).not.toBe(lookAlikeKey(b));
});
