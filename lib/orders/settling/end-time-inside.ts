import type { Transaction } from "#lib/platform/db/transaction";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { hasSeatsHeld } from "#lib/reservations/reservation-fragments";
import { endLeasesOf } from "#lib/waiting-room/queue-fragments";

/**
 * Ends the time inside a waiting room of buyers who paid, so that their place goes to the next at once instead of when their page has been silent for
 * two minutes. Someone who holds further seats keeps it. A time inside that began after the purchase is another one.
 */
export const timeInsideEnder: Subscriber = { name: "time-inside", types: ["order.paid"], apply };

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  for (const [eventId, paid] of Map.groupBy(facts, (fact) => fact.eventId)) {
    const keys = await listWithoutHolds(
      tx,
      eventId,
      paid.map(({ subject }) => subject),
    );
    const before = new Date(Math.max(...paid.map(({ at }) => at.getTime())));
    if (keys.length > 0) await endLeasesOf(tx, { eventId, keys, before });
  }
}

/** The buyers of these orders who hold no seats besides. */
async function listWithoutHolds(tx: Transaction, eventId: number, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ buyerKey: string }[]>(WITHOUT_HOLDS, eventId, [...orderIds]);
  return rows.map(({ buyerKey }) => buyerKey);
}

/** $1 event, $2 orders. */
const WITHOUT_HOLDS = `
SELECT DISTINCT o.buyer_key AS "buyerKey" FROM orders o
WHERE o.event_id = $1::int AND o.id = ANY ($2::uuid[]) AND NOT ${hasSeatsHeld({ eventId: "o.event_id", buyerKey: "o.buyer_key" })}`;
