import type { Transaction } from "#lib/platform/db/transaction";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { SALES_FACTS, salesChangeOf } from "./sales-rules.ts";
import { addSales } from "./sales-store.ts";

/** Keeps each event's sales figures, in the transaction that removes the facts: each fact counts exactly once (INV-11). */
export const salesFigures: Subscriber = { name: "sales-figures", types: SALES_FACTS, apply };

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  const byEvent = Map.groupBy(facts, ({ eventId }) => eventId);
  const changes = [...byEvent].map(([eventId, ofEvent]) => {
    const each = ofEvent.map(salesChangeOf);
    const sold = each.reduce((sum, change) => sum + change.sold, 0);
    return { eventId, sold, takenMinor: each.reduce((sum, change) => sum + change.takenMinor, 0) };
  });
  await addSales(tx, changes);
}
