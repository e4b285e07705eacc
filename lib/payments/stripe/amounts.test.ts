import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyExponent, toMajor } from "#lib/platform/money";
import { amountStepMinor, fromStripeAmount, stripeExponent, toStripeAmount } from "./amounts.ts";

const currency = fc.constantFrom("EUR", "USD", "JPY", "KRW", "KWD", "TND", "ISK", "UGX", "HUF", "MGA", "CLP", "CZK");
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
        expect(toStripeAmount(minor, code) / 10 ** stripeExponent(code)).toBeCloseTo(toMajor(minor, code), 6);
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
    ["ISK", 5 * 10 ** currencyExponent("ISK"), 500],
  ])("Stripe's own examples hold: %s %i is %i", (code, minor, atStripe) => {
    expect(toStripeAmount(minor, code)).toBe(atStripe);
  });
});
