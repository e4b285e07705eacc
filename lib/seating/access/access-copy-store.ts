import type { EventCopy } from "#lib/catalog/copied-rules";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";

/**
 * Copies the presales of an event that are not over on its copy, with their lists, and the codes that people type for them or for allocations.
 * Links stay behind: each is for one date. The uses of a code begin again. Call it after the allocations. Answers how many presales were copied.
 */
export async function copyAccess(tx: Transaction, { fromId, toId, saleMoved, now }: EventCopy): Promise<number> {
  const all = await tx.saleWindow.findMany({ where: { eventId: fromId } });
  const windows = all
    .map((row) => ({
      ...row,
      eventId: toId,
      revision: 1,
      opensAt: saleMoved(row.opensAt),
      closesAt: saleMoved(row.closesAt),
    }))
    .filter(({ closesAt }) => closesAt > now);
  await tx.saleWindow.createMany({ data: windows });
  const ids = windows.map(({ id }) => id);
  const addresses = await tx.saleWindowAddress.findMany({ where: { eventId: fromId, windowId: { in: ids } } });
  await tx.saleWindowAddress.createMany({ data: addresses.map((row) => ({ ...row, eventId: toId })) });
  const codes = await tx.accessCode.findMany({ where: { eventId: fromId, isLink: false } });
  await tx.accessCode.createMany({
    data: codes
      .filter(({ windowId }) => windowId === null || ids.includes(windowId))
      .map(({ createdAt: _, ...row }) => ({
        ...{ ...row, eventId: toId, id: uuidv7(), uses: 0 },
        validFrom: row.validFrom && saleMoved(row.validFrom),
        validUntil: row.validUntil && saleMoved(row.validUntil),
      })),
  });
  return windows.length;
}
