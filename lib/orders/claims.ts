import type { Transaction } from "#lib/platform/db/transaction";
import { type AddOnCount, claimAddOnsAgain, giveBackAddOnStock } from "#lib/pricing/add-ons/add-on-fragments";
import { countPromoAgain, giveBackPromo } from "#lib/pricing/promo/promo-fragments";

/** What an order claims beside its seats: the stock of its add-ons and a use of its promo code. Locked in that order, behind the seats. */
type Claiming = { eventId: number; id: string; promoId: string | null };

/** Gives back what an order claimed beside its seats, when it fails or all of it is returned. */
export async function giveBackClaims(tx: Transaction, order: Claiming): Promise<void> {
  await giveBackClaimsOfMany(tx, [order]);
}

/** The same for many orders of one event: rows that several of them claim are locked in one order everywhere. */
export async function giveBackClaimsOfMany(tx: Transaction, orders: readonly Claiming[]): Promise<void> {
  const [first] = orders;
  if (!first) return;
  const { eventId } = first;
  const ids = orders.map(({ id }) => id);
  await giveBackAddOnStock(tx, { eventId, counts: await addOnsOf(tx, eventId, ids) });
  const byPromo = orders.toSorted((a, b) => ((a.promoId ?? "") < (b.promoId ?? "") ? -1 : 1));
  for (const order of byPromo) await giveBackPromo(tx, order);
}

/**
 * Takes back so many of an order's add-ons while the order stays: they are in stock again, and the order keeps how many it has no more and
 * what went back for them. The order is locked, and has so many left.
 */
export async function takeAddOnsBack(
  tx: Transaction,
  { eventId, id: orderId }: { eventId: number; id: string },
  addOns: readonly { addOnId: string; quantity: number; minor: number }[],
): Promise<void> {
  for (const { addOnId, quantity, minor } of addOns) {
    await tx.orderAddOn.update({
      where: { eventId_orderId_addOnId: { eventId, orderId, addOnId } },
      data: { returned: { increment: quantity }, returnedMinor: { increment: minor } },
    });
  }
  await giveBackAddOnStock(tx, { eventId, counts: addOns });
}

/** Claims again what a failed order gave back; false, and nothing claimed, when an add-on has not so many left. */
export async function claimAgain(tx: Transaction, order: Claiming): Promise<boolean> {
  const { eventId, id } = order;
  if (!(await claimAddOnsAgain(tx, { eventId, counts: await addOnsOf(tx, eventId, [id]) }))) return false;
  await countPromoAgain(tx, order);
  return true;
}

/** How many of each add-on these orders have, without those that were returned. */
async function addOnsOf(tx: Transaction, eventId: number, orderIds: readonly string[]): Promise<AddOnCount[]> {
  const rows = await tx.orderAddOn.findMany({ where: { eventId, orderId: { in: [...orderIds] } } });
  const counts = new Map<string, number>();
  for (const { addOnId, quantity, returned } of rows)
    counts.set(addOnId, (counts.get(addOnId) ?? 0) + quantity - returned);
  return [...counts].map(([addOnId, quantity]) => ({ addOnId, quantity }));
}
