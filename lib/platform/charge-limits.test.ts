import fc from "fast-check";
import { expect, test } from "vitest";
import { chargeLimits, judgeAmount, problemText, readAmount } from "./charge-limits.ts";
import { CURRENCIES } from "./currencies.ts";

test.each([
  ["KWD", 5_125, "a price in KWD goes in steps of 0.010"],
  ["EUR", 10, "the smallest charge in EUR is 0.50"],
  ["HUF", 10_000, "the smallest charge in HUF is 175.00"],
  ["JPY", 49, "the smallest charge in JPY is 50"],
  ["MGA", 12_350, "a price in MGA goes in steps of 1.00"],
  ["IQD", 1_000, "no payment gateway takes IQD: only a price of 0 is possible"],
])("an amount in %s that cannot be charged says why: %i", (currency, minor, text) => {
  const problem = judgeAmount(minor, currency);
  expect(problem && problemText(problem, currency)).toBe(text);
});

test.each([
  ["IDR", 999_999_999_999],
  ["COP", 9_999_999_999],
  ["INR", 999_999_999],
  ["EUR", 99_999_999],
  ["KWD", 99_999_990],
  ["ISK", 999_999],
  ["MGA", 9_999_999_900],
])("the ceiling of %s is its own: %i", (currency, maxMinor) => {
  expect(chargeLimits(currency)?.maxMinor).toBe(maxMinor);
});

test("an amount of nothing is never charged, so it is fine in every currency", () => {
  for (const currency of CURRENCIES) expect(judgeAmount(0, currency)).toBeUndefined();
});

test("the bounds themselves can be charged, and what is beside them cannot", () => {
  for (const currency of CURRENCIES) {
    const limits = chargeLimits(currency);
    if (!limits) continue;
    const { stepMinor, minMinor, maxMinor } = limits;
    expect([currency, judgeAmount(minMinor, currency), judgeAmount(maxMinor, currency)]).toEqual([
      currency,
      undefined,
      undefined,
    ]);
    expect(judgeAmount(maxMinor + stepMinor, currency)).toEqual({ kind: "too_large", limitMinor: maxMinor });
    if (minMinor > stepMinor)
      expect(judgeAmount(minMinor - stepMinor, currency)).toEqual({ kind: "too_small", limitMinor: minMinor });
    if (stepMinor > 1) expect(judgeAmount(minMinor + 1, currency)).toEqual({ kind: "step", limitMinor: stepMinor });
  }
});

test.each([
  [5.125, "KWD", { minor: 5_125 }],
  [1_500.5, "RSD", { minor: 150_050 }],
  [1.005, "EUR", { minor: 0, problem: { kind: "step", limitMinor: 1 } }],
  [0.5, "ISK", { minor: 0, problem: { kind: "step", limitMinor: 1 } }],
  [5.1255, "KWD", { minor: 0, problem: { kind: "step", limitMinor: 10 } }],
])("%d %s is read to the digit or not at all", (major, currency, read) => {
  expect(readAmount(major, currency)).toEqual(read);
});

test("a number that no column counts is too large, not too fine", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e15, max: 1e30, noNaN: true }).map(Math.floor),
      fc.constantFrom(...CURRENCIES),
      (major, currency) => {
        expect(
          readAmount(major, currency).problem?.kind ?? judgeAmount(readAmount(major, currency).minor, currency)?.kind,
        ).not.toBe("step");
      },
    ),
  );
});
