import { expect, test } from "vitest";
import { promoKey } from "../promo-key.ts";
import { ALPHABET, generateCodes, isHardToGuess } from "./generate-codes.ts";

test("no letter of generated codes looks like another of them", () => {
  expect(promoKey(ALPHABET)).toBe(ALPHABET);
  expect(new Set(ALPHABET).size).toBe(ALPHABET.length);
});

test("generated codes have the prefix and the length, and differ from each other and from those of before", () => {
  let drawn = 0;
  const random = () => Math.floor(drawn++ / 12) % ALPHABET.length;
  const codes = generateCodes({ count: 3, prefix: "VIP-", length: 6 }, { taken: new Set(["VIP-222222"]), random });
  expect(codes).toEqual(["VIP-333333", "VIP-444444", "VIP-555555"]);
});

test.each([
  [{ count: 100, length: 6 }, true],
  [{ count: 100_000, length: 6 }, true],
  [{ count: 100_000, length: 5 }, false],
])("%o is hard to guess: %s", (asked, isHard) => {
  expect(isHardToGuess(asked)).toBe(isHard);
});
