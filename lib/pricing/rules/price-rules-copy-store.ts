import type { EventCopy } from "#lib/catalog/copied-rules";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";

/** Copies ticket types, group discounts and taxes of an event. Its copy has the same price levels under the same ids. */
export async function copyPriceRules(tx: Transaction, { fromId, toId }: EventCopy): Promise<void> {
  const of = { where: { eventId: fromId } };
  const head = await tx.priceRules.findUnique(of);
  if (!head) return;
  await tx.priceRules.create({
    data: { eventId: toId, taxesInclusive: head.taxesInclusive, updatedBy: head.updatedBy },
  });
  const its = <Row extends object>(row: Row) => ({ ...row, eventId: toId, id: uuidv7() });
  await tx.ticketType.createMany({ data: (await tx.ticketType.findMany(of)).map(its) });
  await tx.groupDiscount.createMany({ data: (await tx.groupDiscount.findMany(of)).map(its) });
  await tx.taxRate.createMany({ data: (await tx.taxRate.findMany(of)).map(its) });
}
