import type { Transaction } from "#lib/platform/db/transaction";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { hasSeatsHeld } from "#lib/reservations/reservation-fragments";
import { endLeasesOf } from "#lib/waiting-room/queue-fragments";
import { Prisma } from "#prisma/generated/client";

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
  const holdsSeats = Prisma.raw(hasSeatsHeld({ eventId: "o.event_id", buyerKey: "o.buyer_key" }));
  const rows = await tx.$queryRaw<{ buyerKey: string }[]>`
    SELECT DISTINCT o.buyer_key AS "buyerKey" FROM orders o
    WHERE o.event_id = ${eventId}::int AND o.id = ANY (${[...orderIds]}::uuid[]) AND NOT ${holdsSeats}`;
  return rows.map(({ buyerKey }) => buyerKey);
}
