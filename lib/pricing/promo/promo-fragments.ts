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
  await tx.$executeRawUnsafe(COUNT_AGAIN, eventId, promoId);
}

/** Deletes the promo codes of an event that is deleted. */
export async function deletePromosOf(tx: Transaction, eventId: number): Promise<void> {
  await tx.promoCode.deleteMany({ where: { eventId } });
  await tx.promoBatch.deleteMany({ where: { eventId } });
}

/** SQL expressions of the event and of the code's id. */
type PromoSql = { eventId: string; promoId: string };

/** The statement by which a function counts a use once more that was given back. */
export const countPromoUseAgain = ({ eventId, promoId }: PromoSql) =>
  `UPDATE promo_codes c SET uses = least(c.uses + 1, coalesce(c.uses_max, c.uses + 1)) WHERE c.event_id = ${eventId} AND c.id = ${promoId}`;

const COUNT_AGAIN = countPromoUseAgain({ eventId: "$1::int", promoId: "$2::uuid" });

/** How many orders one person may have with a promo code: an SQL expression, null without a code or a limit. */
export const usesPerBuyerOf = ({ eventId, promoId }: PromoSql) =>
  `(SELECT p.uses_per_buyer FROM promo_codes p WHERE p.event_id = ${eventId} AND p.id = ${promoId})`;

/** The statement by which a function locks a promo code; behind the seats, last of all. */
export const lockPromo = ({ eventId, promoId }: PromoSql) =>
  `PERFORM FROM promo_codes p WHERE p.event_id = ${eventId} AND p.id = ${promoId} FOR UPDATE`;

/**
 * The statement by which a function claims a use of a promo code that it has locked (decision 051): the code must be as it was quoted
 * (`revision`), and neither its orders, this person's nor its tickets go beyond their limits. Used with `usedByPerson` and
 * `ticketsBoughtWith` of lib/orders/placing/promo-use-fragments.ts, behind `lockPromo`. `tickets`: how many the code reduces, which the
 * order keeps as `promo_tickets`. Where no row is claimed, the basket is quoted again: that says why, or finds the code changed.
 */
export const claimQuotedPromo = ({
  eventId,
  promoId,
  ...quoted
}: PromoSql & { revision: string; tickets: string; usedByPerson: string; ticketsBought: string }) =>
  `UPDATE promo_codes p SET uses = p.uses + 1
    WHERE p.event_id = ${eventId} AND p.id = ${promoId} AND p.revision = ${quoted.revision} AND (p.uses_max IS NULL OR p.uses < p.uses_max)
      AND (p.uses_per_buyer IS NULL OR ${quoted.usedByPerson} < p.uses_per_buyer)
      AND (p.tickets_max IS NULL OR ${quoted.ticketsBought} + ${quoted.tickets} <= p.tickets_max)`;
