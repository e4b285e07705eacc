import type { Transaction } from "#lib/platform/db/transaction";

type PromoOf = { eventId: number; promoId: string | null };

/** Gives a use of a promo code back; nothing without a code. Its row is locked last of all, behind the seats' owners. */
export async function giveBackPromo(tx: Transaction, { eventId, promoId }: PromoOf): Promise<void> {
  if (promoId === null) return;
  await tx.promoCode.updateMany({
    where: { eventId, id: promoId, uses: { gt: 0 } },
    data: { uses: { decrement: 1 } },
  });
}

/** Counts a use once more that was given back when its order failed. The limit of uses never keeps money from its tickets. */
export async function countPromoAgain(tx: Transaction, { eventId, promoId }: PromoOf): Promise<void> {
  if (promoId === null) return;
  await tx.$executeRaw`
    UPDATE promo_codes SET uses = least(uses + 1, coalesce(uses_max, uses + 1)) WHERE event_id = ${eventId}::int AND id = ${promoId}::uuid`;
}

/** Deletes the promo codes of an event that is deleted. */
export async function deletePromosOf(tx: Transaction, eventId: number): Promise<void> {
  await tx.promoCode.deleteMany({ where: { eventId } });
}

type PromoRow = { from: string; eventId: string; promoId: string };

/** A CTE's body that locks a promo code for the rows of `from`; it is locked behind the reservation. */
export const lockPromo = ({ from, eventId, promoId }: PromoRow) =>
  `SELECT p.id FROM ${from} JOIN promo_codes p ON p.event_id = ${eventId} AND p.id = ${promoId} FOR UPDATE OF p`;

/** A CTE's body that claims a use of a promo code within its limits: of all uses, and of this buyer's, counted by `usedByBuyer`. */
export const claimPromoUse = ({ from, eventId, promoId, usedByBuyer }: PromoRow & { usedByBuyer: string }) =>
  `UPDATE promo_codes p SET uses = uses + 1 FROM ${from}
  WHERE p.event_id = ${eventId} AND p.id = ${promoId} AND (p.uses_max IS NULL OR p.uses < p.uses_max)
    AND (p.uses_per_buyer IS NULL OR ${usedByBuyer} < p.uses_per_buyer) RETURNING p.id`;
