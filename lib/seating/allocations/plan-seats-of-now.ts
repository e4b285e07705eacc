import { pricePaintingOf } from "#lib/catalog/event-fragments";
import type { Transaction } from "#lib/platform/db/transaction";

/**
 * Notes the seats that an event's allocations have as those that they get with its next publication: called behind the locks of the seats,
 * before an unsold event is taken off sale and loses them.
 */
export async function planSeatsOfNow(tx: Transaction, eventId: number): Promise<void> {
  const { layoutHash } = await pricePaintingOf(tx, eventId);
  await tx.$executeRaw`
    UPDATE allocations a SET planned_layout = ${layoutHash}, planned_seat_ids = ARRAY(
      SELECT s.id FROM seats s WHERE s.event_id = ${eventId}::int AND s.allocation_id = a.id ORDER BY s.id)
    WHERE a.event_id = ${eventId}::int`;
}
