/**
 * What money of an order stays when tickets go back. The discount is spread over the seats by their prices, rounded in the
 * house's favour only while seats are left, so that the parts always add up to what was paid, in whichever order they go
 * (INV-10): kept = paid × price of live tickets ÷ price of all, rounded up to the gateway's step, less what was given back
 * without a ticket, never below nothing. Browser-safe; REFUND (refund-statements.ts) asks the same of the database.
 */
export type PaidOrder = {
  totalMinor: number;
  /** The price of all its seats before the discount. */
  priceMinor: number;
  /** Sums given back without any ticket, such as for a view that was not as promised. */
  goodwillMinor: number;
  /** Amounts must be multiples of this at the gateway (10 for KWD, 1 for most). */
  stepMinor: number;
};

/** What is kept of an order while tickets of this price are live. */
export function keptMinor(order: PaidOrder, livePriceMinor: number): number {
  const { totalMinor, priceMinor, goodwillMinor, stepMinor } = order;
  if (priceMinor === 0) return 0;
  // Whole numbers all the way: the product of two amounts may be beyond what a double counts exactly.
  const divisor = BigInt(priceMinor) * BigInt(stepMinor);
  const product = BigInt(totalMinor) * BigInt(livePriceMinor);
  const steps = Number((product + divisor - 1n) / divisor);
  return Math.max(Math.min(totalMinor, steps * stepMinor) - goodwillMinor, 0);
}

/** What comes back for some of the live tickets. Giving them one by one or together comes to the same. */
export function refundMinor(
  order: PaidOrder,
  live: readonly { unitMinor: number }[],
  chosen: readonly { unitMinor: number }[],
): number {
  const before = live.reduce((sum, { unitMinor }) => sum + unitMinor, 0);
  const after = before - chosen.reduce((sum, { unitMinor }) => sum + unitMinor, 0);
  return keptMinor(order, before) - keptMinor(order, after);
}
