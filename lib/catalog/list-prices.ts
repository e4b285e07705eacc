import type { Transaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { nextUpdate } from "./event-fragments.ts";

/**
 * Gives price levels of a locked event other list prices. Held and sold seats keep theirs. The event counts as changed, so that a sale
 * that was judged before is judged again, and who has its page open hears of it when they save.
 */
export async function setListPrices(
  tx: Transaction,
  event: { id: number; updatedAt: Date },
  { now, prices }: { now: Date; prices: readonly { levelId: number; priceMinor: number }[] },
): Promise<Date> {
  const updatedAt = nextUpdate(now, event);
  for (const { levelId: id, priceMinor } of prices)
    await tx.priceLevel.update({ where: { eventId_id: { eventId: event.id, id } }, data: { priceMinor } });
  await tx.$executeRaw`
    UPDATE events SET updated_at = ${updatedAt}, edit_revision = edit_revision + 1,
      field_revisions = field_revisions || jsonb_build_object('price_levels', edit_revision + 1)
    WHERE id = ${event.id}::int`;
  await appendFact(tx, { type: "event.prices_changed", eventId: event.id, subject: "event" });
  return updatedAt;
}

/** Whether prices of an event may still change: it is not cancelled, and its sale is not over. */
export const isPriced = (id: string) =>
  `EXISTS (SELECT FROM events e WHERE e.id = ${id} AND e.status <> 'CANCELLED' AND e.sales_end_at > now())`;
