/** A promo code as its event defined it. `value`: whole percents, or minor units off the whole order. */
export type Promo = {
  id: string;
  kind: "PERCENT" | "AMOUNT";
  value: number;
  uses: number;
  usesMax: number | null;
  usesPerBuyer: number | null;
  validFrom: Date | null;
  validUntil: Date | null;
};

export type PromoVerdict =
  | { ok: true; discountMinor: number }
  | { ok: false; reason: "not_yet" | "over" | "used_up" | "used_by_you" };

/**
 * The discount of a code on a basket's total. Percentages are rounded down to whole minor units, and further when the
 * remaining total must be a multiple of `stepMinor`; a discount never exceeds the total.
 */
export function judgePromo(
  promo: Promo,
  { totalMinor, stepMinor, usedByBuyer }: { totalMinor: number; stepMinor: number; usedByBuyer: number },
  now: Date,
): PromoVerdict {
  if (promo.validFrom && now < promo.validFrom) return { ok: false, reason: "not_yet" };
  if (promo.validUntil && now >= promo.validUntil) return { ok: false, reason: "over" };
  if (promo.usesMax !== null && promo.uses >= promo.usesMax) return { ok: false, reason: "used_up" };
  if (promo.usesPerBuyer !== null && usedByBuyer >= promo.usesPerBuyer) return { ok: false, reason: "used_by_you" };
  const off = promo.kind === "PERCENT" ? Math.floor((totalMinor * promo.value) / 100) : promo.value;
  const left = Math.ceil(Math.max(totalMinor - off, 0) / stepMinor) * stepMinor;
  return { ok: true, discountMinor: Math.max(totalMinor - left, 0) };
}
