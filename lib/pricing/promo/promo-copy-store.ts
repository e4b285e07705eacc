import type { EventCopy } from "#lib/catalog/copied-rules";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";

/**
 * Copies the promo codes of an event that are not deactivated and not over on its copy. Their uses begin again. Codes that were made in bulk stay: each is
 * for one person, who would get its reduction on each date.
 */
export async function copyPromos(tx: Transaction, { fromId, toId, saleMoved, now }: EventCopy): Promise<void> {
  const where = { eventId: fromId, batchId: null, deactivatedAt: null };
  const rows = await tx.promoCode.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  await tx.promoCode.createMany({
    data: rows
      .map(({ createdAt: _, ...row }) => ({
        ...{ ...row, eventId: toId, id: uuidv7(), uses: 0, revision: 0 },
        validFrom: row.validFrom && saleMoved(row.validFrom),
        validUntil: row.validUntil && saleMoved(row.validUntil),
      }))
      .filter(({ validUntil }) => validUntil === null || validUntil > now),
  });
}
