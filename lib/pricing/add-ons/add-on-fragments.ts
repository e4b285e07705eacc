import type { Transaction } from "#lib/platform/db/transaction";

/** So many of an add-on. */
export type AddOnCount = { readonly addOnId: string; readonly quantity: number };

type ClaimsSql = {
  /** An SQL expression of the event. */
  readonly eventId: string;
  /** A query of the add-ons that an order claims: `id uuid, quantity int`, each add-on once. */
  readonly wanted: string;
};

/**
 * The statement by which a function locks the add-ons that an order claims: behind the seats, before the promo code, in the order of their
 * ids. It stands by itself: the next statement sees the claims of the orders that it waited for.
 */
export const lockAddOns = ({ eventId, wanted }: ClaimsSql) =>
  `PERFORM FROM event_add_ons x WHERE x.event_id = ${eventId} AND x.id IN (SELECT w.id FROM (${wanted}) w) ORDER BY x.event_id, x.id FOR UPDATE`;

/** Whether one of the add-ons is gone, or has not so many left: an SQL expression for locked add-ons. */
export const isAddOnGone = ({ eventId, wanted }: ClaimsSql) =>
  `EXISTS (SELECT FROM (${wanted}) w LEFT JOIN event_add_ons x ON x.event_id = ${eventId} AND x.id = w.id
      WHERE x.id IS NULL OR x.claimed + w.quantity > x.stock)`;

/** The statement that claims them, all at once; judged before by `isAddOnGone`. */
export const claimAddOnStock = ({ eventId, wanted }: ClaimsSql) =>
  `UPDATE event_add_ons x SET claimed = x.claimed + w.quantity FROM (${wanted}) w WHERE x.event_id = ${eventId} AND x.id = w.id`;

const WANTED =
  "SELECT (e->>'addOnId')::uuid AS id, (e->>'quantity')::int AS quantity FROM jsonb_array_elements($2::jsonb) e";
const OF = { eventId: "$1::int", wanted: WANTED };

const LOCK = `SELECT x.id FROM event_add_ons x WHERE x.event_id = $1::int AND x.id IN (SELECT w.id FROM (${WANTED}) w)
  ORDER BY x.event_id, x.id FOR UPDATE`;
const IS_GONE = `SELECT ${isAddOnGone(OF)} AS "isGone"`;
const CLAIM = claimAddOnStock(OF);
const GIVE_BACK = `UPDATE event_add_ons x SET claimed = x.claimed - w.quantity FROM (${WANTED}) w WHERE x.event_id = $1::int AND x.id = w.id`;

/** Puts add-ons of orders back into stock. Locked behind the seats and before the promo code, as in `open_order`. */
export async function giveBackAddOnStock(
  tx: Transaction,
  { eventId, counts }: { eventId: number; counts: readonly AddOnCount[] },
): Promise<void> {
  if (counts.length === 0) return;
  const wanted = JSON.stringify(counts);
  await tx.$queryRawUnsafe(LOCK, eventId, wanted);
  await tx.$executeRawUnsafe(GIVE_BACK, eventId, wanted);
}

/** Claims add-ons once more that were given back; false, and nothing claimed, when one of them has not so many left. */
export async function claimAddOnsAgain(
  tx: Transaction,
  { eventId, counts }: { eventId: number; counts: readonly AddOnCount[] },
): Promise<boolean> {
  if (counts.length === 0) return true;
  const wanted = JSON.stringify(counts);
  await tx.$queryRawUnsafe(LOCK, eventId, wanted);
  const [row] = await tx.$queryRawUnsafe<{ isGone: boolean }[]>(IS_GONE, eventId, wanted);
  if (!row || row.isGone) return false;
  await tx.$executeRawUnsafe(CLAIM, eventId, wanted);
  return true;
}
