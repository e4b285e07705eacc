import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";

/**
 * Counts the sold-out levels of events again. The rows are locked first, and a second statement reads the seats: of two that count at
 * the same time the later one sees all that the earlier one saw.
 */
export async function countSoldOut(tx: Transaction, eventIds: readonly number[]): Promise<void> {
  const ids = [...new Set(eventIds)].toSorted((a, b) => a - b);
  await tx.$executeRaw`
    INSERT INTO sold_out_levels (event_id) SELECT e.id FROM events e WHERE e.id = ANY(${ids}::int[]) ORDER BY e.id
    ON CONFLICT (event_id) DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM sold_out_levels WHERE event_id = ANY(${ids}::int[]) ORDER BY event_id FOR UPDATE`;
  // With LIMIT each level's search ends at its first seat that is or may be free for everybody; PostgreSQL would turn NOT EXISTS into a scan of the whole hall.
  await tx.$executeRaw`
    UPDATE sold_out_levels t SET level_ids = ARRAY(
      SELECT p.id FROM price_levels p WHERE p.event_id = t.event_id AND (
        SELECT 1 FROM seats s WHERE s.event_id = p.event_id AND s.price_level_id = p.id
          AND s.status IN ('AVAILABLE', 'HELD') AND s.allocation_id IS NULL LIMIT 1) IS NULL
      ORDER BY p.id)
    WHERE t.event_id = ANY(${ids}::int[])`;
}

/** Recounts the events' sold-out levels, for sales written without facts. */
export async function recountSoldOut(eventIds: readonly number[]): Promise<void> {
  await inTransaction(globalDb(), (tx) => countSoldOut(tx, eventIds));
}
