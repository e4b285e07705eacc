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
