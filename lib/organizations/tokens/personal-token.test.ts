import fc from "fast-check";
import { expect, test } from "vitest";
import { hashPersonalToken, isPersonalToken, isWellFormed, newPersonalToken } from "./personal-token.ts";

test("every new token is well formed and recognisable by its prefix and its last characters", () => {
  const made = Array.from({ length: 500 }, newPersonalToken);
  for (const { token, hash, hint } of made) {
    expect(token).toMatch(/^fsp_[0-9A-Za-z]{49}$/);
    expect([isPersonalToken(token), isWellFormed(token), token.endsWith(hint), hint.length]).toEqual([
      true,
      true,
      true,
      4,
    ]);
    expect(hash).toBe(hashPersonalToken(token));
  }
  expect(new Set(made.map(({ token }) => token)).size).toBe(500);
});

test("a token with one mistyped character is rejected without a look-up", () => {
  const { token } = newPersonalToken();
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 52 }), fc.constantFrom(...letters), (place, letter) => {
      const typed = token.slice(0, place) + letter + token.slice(place + 1);
      expect(isWellFormed(typed)).toBe(typed === token);
    }),
    { numRuns: 2_000 },
  );
});

test("no other text is a token", () => {
  const { token } = newPersonalToken();
  const others = [
    "",
    "fsp_",
    token.slice(4),
    `${token} `,
    ` ${token}`,
    `${token}0`,
    token.slice(0, -1),
    token.toLowerCase(),
  ];
  expect(others.map(isWellFormed)).toEqual(others.map(() => false));
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => !isWellFormed(`fsp_${text}`)));
});
