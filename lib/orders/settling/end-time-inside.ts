import type { Transaction } from "#lib/platform/db/transaction";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { hasSeatsHeld } from "#lib/reservations/reservation-fragments";
import { endLeases, peopleInside } from "#lib/waiting-room/queue-fragments";

/**
 * Ends the time inside a waiting room of buyers who paid, so that their place goes to the next at once instead of when their page has been silent for
 * two minutes. Someone who holds further seats keeps it. A time inside that began after the purchase is another one.
 */
export const timeInsideEnder: Subscriber = { name: "time-inside", types: ["order.paid"], apply };

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  for (const [eventId, paid] of Map.groupBy(facts, (fact) => fact.eventId)) {
    const ticketIds = await listDone(
      tx,
      eventId,
      paid.map(({ subject }) => subject),
    );
    const before = new Date(Math.max(...paid.map(({ at }) => at.getTime())));
    if (ticketIds.length > 0) await endLeases(tx, { eventId, ticketIds, before });
  }
}

/** The times inside of the buyers of these orders who hold no seats besides, as guest or by their account. */
async function listDone(tx: Transaction, eventId: number, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ ticketId: string }[]>(DONE, eventId, [...orderIds]);
  return rows.map(({ ticketId }) => ticketId);
}

/** $1 event, $2 orders. */
const DONE = `
SELECT i.ticket_id::text AS "ticketId" FROM (${peopleInside("$1::int")}) i
WHERE i.buyer_keys && ARRAY(SELECT o.buyer_key FROM orders o WHERE o.event_id = $1::int AND o.id = ANY ($2::uuid[]))
  AND NOT ${hasSeatsHeld({ eventId: "$1::int", buyerKey: "ANY (i.buyer_keys)" })}`;
