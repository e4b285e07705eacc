import type { EventCopy } from "#lib/catalog/copied-rules";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";

/**
 * Copies the add-ons of an event. The copy has its whole stock again, and sells them in a window that moved with its sale. `rateIds` are the
 * tax rates of the copy by those that they are copies of.
 */
export async function copyAddOns(
  tx: Transaction,
  { fromId, toId, saleMoved }: EventCopy,
  rateIds: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = await tx.eventAddOn.findMany({ where: { eventId: fromId } });
  await tx.eventAddOn.createMany({
    data: rows.map(({ createdAt: _created, updatedAt: _updated, ...row }) => ({
      ...{ ...row, eventId: toId, id: uuidv7(), claimed: 0, revision: 0 },
      name: row.name as Prisma.InputJsonObject,
      description: row.description as Prisma.InputJsonObject,
      taxRateIds: row.taxRateIds.flatMap((id) => rateIds.get(id) ?? []),
      saleFrom: row.saleFrom && saleMoved(row.saleFrom),
      saleUntil: row.saleUntil && saleMoved(row.saleUntil),
    })),
  });
}
