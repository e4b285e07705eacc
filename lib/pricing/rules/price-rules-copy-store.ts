import type { EventCopy } from "#lib/catalog/copied-rules";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";

/**
 * Copies ticket types, group discounts and taxes of an event. Its copy has the same price levels under the same ids. Answers the new id of each
 * tax rate by its id of before.
 */
export async function copyPriceRules(tx: Transaction, { fromId, toId }: EventCopy): Promise<Map<string, string>> {
  const of = { where: { eventId: fromId } };
  const head = await tx.priceRules.findUnique(of);
  if (!head) return new Map();
  await tx.priceRules.create({
    data: { eventId: toId, taxesInclusive: head.taxesInclusive, updatedBy: head.updatedBy },
  });
  const its = <Row extends object>(row: Row) => ({ ...row, eventId: toId, id: uuidv7() });
  await tx.ticketType.createMany({ data: (await tx.ticketType.findMany(of)).map(its) });
  await tx.groupDiscount.createMany({ data: (await tx.groupDiscount.findMany(of)).map(its) });
  const rates = (await tx.taxRate.findMany(of)).map((rate) => ({ before: rate.id, row: its(rate) }));
  await tx.taxRate.createMany({ data: rates.map(({ row }) => row) });
  return new Map(rates.map(({ before, row }) => [before, row.id]));
}
