import { keptOfEvent } from "#lib/orders/fact-statements";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { pendingFacts } from "#lib/platform/outbox/outbox-statements";
import { liveTicketsOf } from "#lib/tickets/ticket-statements";
import { type SalesChange, type SalesFact, salesChangeOf } from "./sales-rules.ts";

/** Adds to events' sales figures, one change an event, in the order of events. */
export async function addSales(
  tx: Transaction,
  changes: readonly (SalesChange & { eventId: number })[],
): Promise<void> {
  const sorted = changes.toSorted((a, b) => a.eventId - b.eventId);
  await tx.$executeRaw`
    INSERT INTO event_sales AS s (event_id, sold, taken_minor)
    SELECT * FROM unnest(${sorted.map(({ eventId }) => eventId)}::int[], ${sorted.map(({ sold }) => sold)}::int[],
      ${sorted.map(({ takenMinor }) => takenMinor)}::bigint[])
    ON CONFLICT (event_id) DO UPDATE SET sold = s.sold + excluded.sold, taken_minor = s.taken_minor + excluded.taken_minor`;
}

/**
 * Recounts an event's sales from the books, minus the facts still pending for this read model, which are added when they arrive.
 * After the lock one statement reads both, so that they belong to the same moment.
 */
export async function recountEvent(subscriber: string, eventId: number): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`INSERT INTO event_sales (event_id) VALUES (${eventId}::int) ON CONFLICT (event_id) DO NOTHING`;
    await tx.$queryRaw`SELECT 1 FROM event_sales WHERE event_id = ${eventId}::int FOR UPDATE`;
    const [books] = await tx.$queryRawUnsafe<{ sold: number; taken: number; pending: SalesFact[] | null }[]>(
      COUNT,
      eventId,
      subscriber,
    );
    const pending = (books?.pending ?? []).map(salesChangeOf);
    const sum = (key: keyof SalesChange) => pending.reduce((total, change) => total + change[key], 0);
    await tx.eventSales.update({
      where: { eventId },
      data: { sold: (books?.sold ?? 0) - sum("sold"), takenMinor: (books?.taken ?? 0) - sum("takenMinor") },
    });
  });
}

const COUNT = `
SELECT ${liveTicketsOf("$1::int")}::int AS sold, ${keptOfEvent("$1::int")}::float8 AS taken,
  (SELECT jsonb_agg(jsonb_build_object('type', f.type, 'payload', f.payload)) FROM ${pendingFacts("$2::text", "$1::int")} f) AS pending`;
