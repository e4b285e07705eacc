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
  /** `isCut`: the code takes off less than it says, because the rest is the smallest amount that can be charged. */
  | { ok: true; discountMinor: number; isCut: boolean }
  | { ok: false; reason: "not_yet" | "over" | "used_up" | "used_by_you" | "at_minimum" };

/** What a code is judged on. `minMinor` and `stepMinor`: the smallest amount that can be charged, and the step between two. */
export type PromoBasket = { totalMinor: number; stepMinor: number; minMinor: number; usedByBuyer: number };

/**
 * The discount of a code on a basket's total. Percentages are rounded down to whole minor units, and further when the
 * remaining total must be a multiple of `stepMinor`; a discount never exceeds the total. A rest that is too small to be charged
 * is raised to the smallest charge: the buyer gets as much of the discount as can be given, and the organizer no less than
 * the code leaves. To refuse the code would cost the buyer all of it, to round the rest down would give tickets away that were to be
 * paid. Where nothing is left to take off, the code is refused, so that no use of it is spent on nothing.
 */
export function judgePromo(
  promo: Promo,
  { totalMinor, stepMinor, minMinor, usedByBuyer }: PromoBasket,
  now: Date,
): PromoVerdict {
  if (promo.validFrom && now < promo.validFrom) return { ok: false, reason: "not_yet" };
  if (promo.validUntil && now >= promo.validUntil) return { ok: false, reason: "over" };
  if (promo.usesMax !== null && promo.uses >= promo.usesMax) return { ok: false, reason: "used_up" };
  if (promo.usesPerBuyer !== null && usedByBuyer >= promo.usesPerBuyer) return { ok: false, reason: "used_by_you" };
  const off = promo.kind === "PERCENT" ? Math.floor((totalMinor * promo.value) / 100) : promo.value;
  const left = Math.ceil(Math.max(totalMinor - off, 0) / stepMinor) * stepMinor;
  const isCut = left > 0 && left < minMinor;
  const discountMinor = Math.max(totalMinor - (isCut ? minMinor : left), 0);
  return isCut && discountMinor === 0 ? { ok: false, reason: "at_minimum" } : { ok: true, discountMinor, isCut };
}
