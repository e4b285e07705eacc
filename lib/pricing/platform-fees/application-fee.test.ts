import fc from "fast-check";
import { expect, test } from "vitest";
import { applicationFeeMinor } from "./application-fee.ts";

test.each([
  [{ basisPoints: 0, fixedMinor: 0 }, 9_000, 1, 0],
  [{ basisPoints: 250, fixedMinor: 0 }, 9_000, 1, 225],
  [{ basisPoints: 250, fixedMinor: 50 }, 9_000, 1, 275],
  // 2.5 % of 0.20 is half a cent, which counts as one.
  [{ basisPoints: 250, fixedMinor: 0 }, 20, 1, 1],
  [{ basisPoints: 250, fixedMinor: 0 }, 19, 1, 0],
  // The fixed sum is no more than what the buyer pays.
  [{ basisPoints: 5_000, fixedMinor: 1_000 }, 500, 1, 500],
  // Stripe takes Kuwaiti dinars in steps of ten fils.
  [{ basisPoints: 333, fixedMinor: 0 }, 10_000, 10, 330],
])("by %o the platform takes of %i, in steps of %i, %i", (terms, totalMinor, stepMinor, fee) => {
  expect(applicationFeeMinor(terms, { totalMinor, stepMinor })).toBe(fee);
});

test("a fee is never negative, never above the total, always a whole number of steps, and grows with the total", () => {
  const terms = fc.record({ basisPoints: fc.integer({ min: 0, max: 5_000 }), fixedMinor: fc.nat(1e8) });
  fc.assert(
    fc.property(terms, fc.integer({ min: 1, max: 1e12 }), fc.constantFrom(1, 5, 10, 100), (each, count, stepMinor) => {
      const totalMinor = count * stepMinor;
      const fee = applicationFeeMinor(each, { totalMinor, stepMinor });
      expect(fee).toBeGreaterThanOrEqual(0);
      expect(fee).toBeLessThanOrEqual(totalMinor);
      expect(fee % stepMinor).toBe(0);
      expect(applicationFeeMinor(each, { totalMinor: totalMinor + stepMinor, stepMinor })).toBeGreaterThanOrEqual(fee);
    }),
  );
});
