import type { FeeTerms } from "./fee-terms.ts";

/**
 * What the platform takes of an order by its terms: the share, rounded half up to the minor unit, and the fixed sum. Never more than the
 * order's total, and rounded down to what the gateway can charge in the currency (`stepMinor`), for the organizer's good.
 */
export function applicationFeeMinor(
  { basisPoints, fixedMinor }: FeeTerms,
  { totalMinor, stepMinor }: { totalMinor: number; stepMinor: number },
): number {
  const share = Number((BigInt(totalMinor) * BigInt(basisPoints) + 5_000n) / 10_000n);
  const fee = Math.min(totalMinor, share + fixedMinor);
  return fee - (fee % stepMinor);
}
