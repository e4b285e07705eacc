/**
 * Spreads an amount over weights so that the shares add up to it exactly: each gets its whole part, and the units that are left go to the
 * largest remainders, the first of equal ones (method of Hamilton). No share exceeds its weight while the amount does not exceed
 * their sum. Without any weight the shares are 0. Whole numbers all the way: a product of two amounts may be beyond what a
 * double counts exactly.
 */
export function spread(amountMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const amount = BigInt(amountMinor);
  const parts = weights.map((weight, index) => {
    const product = amount * BigInt(weight);
    return { index, share: Number(product / sum), rest: product % sum };
  });
  let left = amountMinor - parts.reduce((all, { share }) => all + share, 0);
  for (const part of parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left-- <= 0) break;
    part.share += 1;
  }
  return parts.map(({ share }) => share);
}

/** `amount` × `numerator` ÷ `denominator`, a half rounded up. */
export function portionOf(
  amountMinor: number,
  { numerator, denominator }: { numerator: number; denominator: number },
): number {
  const [above, below] = [BigInt(amountMinor) * BigInt(numerator), BigInt(denominator)];
  return Number((2n * above + below) / (2n * below));
}

/** Whole percents of an amount, rounded down. */
export function percentOf(amountMinor: number, percent: number): number {
  return Number((BigInt(amountMinor) * BigInt(percent)) / 100n);
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
