import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CURRENCIES, stripeTerms } from "#lib/platform/currencies";
import { toMajor } from "#lib/platform/money";
import { amountStepMinor, fromStripeAmount, toStripeAmount } from "./amounts.ts";

const currency = fc.constantFrom(...[...CURRENCIES].filter((code) => stripeTerms(code)));
const steps = fc.integer({ min: 0, max: 999_999 });

describe("amounts at the border to Stripe", () => {
  test("what is sent is what is read back", () => {
    fc.assert(
      fc.property(currency, steps, (code, count) => {
        const minor = count * amountStepMinor(code);
        expect(fromStripeAmount(toStripeAmount(minor, code), code)).toBe(minor);
      }),
    );
  });

  test("what is sent is worth the same in the major unit", () => {
    fc.assert(
      fc.property(currency, steps, (code, count) => {
        const minor = count * amountStepMinor(code);
        const digits = stripeTerms(code)?.exponent ?? Number.NaN;
        expect(toStripeAmount(minor, code) / 10 ** digits).toBeCloseTo(toMajor(minor, code), 6);
      }),
    );
  });

  test("an amount between two steps is refused instead of rounded", () => {
    fc.assert(
      fc.property(fc.constantFrom("KWD", "BHD", "OMR"), steps, fc.integer({ min: 1, max: 9 }), (code, count, rest) => {
        expect(() => toStripeAmount(count * 10 + rest, code)).toThrow(RangeError);
      }),
    );
  });

  test.each([
    ["JPY", 500, 500],
    ["EUR", 1000, 1000],
    ["KWD", 5120, 5120],
    ["ISK", 5, 500],
    ["UGX", 5, 500],
    ["HUF", 1_045, 1_045],
    ["MGA", 50_000, 500],
  ])("Stripe's own examples hold: %s %i is %i", (code, minor, atStripe) => {
    expect(toStripeAmount(minor, code)).toBe(atStripe);
  });

  test("a charge in a currency that is no longer taken, or that we do not know, is read as it stands", () => {
    expect(fromStripeAmount(1_099, "hrk")).toBe(1_099);
    expect(fromStripeAmount(1_099, "usdc")).toBe(1_099);
  });
});
