import { eventDb } from "#lib/platform/db/db";

/**
 * When a sale's waiting room opened, and until when the buyer's time inside lasts: the clock from their pass to their payment. A
 * missed heartbeat gives the place to the next in the queue, and takes no held seats. Undefined without a room; `until` is the
 * beginning of time for a buyer who was never let in.
 */
export async function findTimeInside(
  eventId: number,
  keys: readonly string[],
): Promise<{ opensAt: Date; until: Date } | undefined> {
  const room = await eventDb(eventId).waitingRoom.findUnique({ where: { eventId } });
  if (!room) return undefined;
  const lease = await eventDb(eventId).queueLease.findFirst({
    where: { eventId, buyerKey: { in: [...keys] } },
    orderBy: { redeemedAt: "desc" },
  });
  const untilMs = lease ? lease.redeemedAt.getTime() + room.leaseSeconds * 1_000 : 0;
  return { opensAt: room.opensAt, until: new Date(untilMs) };
}
