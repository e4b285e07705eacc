import { eventDb } from "#lib/platform/db/db";
import { findPlace } from "./store.ts";

/**
 * Since when a sale's waiting room asks for time inside, undefined while it does not, and until when the buyer's time inside lasts: the clock from their pass to their payment. A
 * missed heartbeat gives the place to the next in the queue, and takes no held seats. Undefined without a room, and while it lets everyone in; `until` is the
 * beginning of time for a buyer who was never let in. `boundTo` is the thumbprint of the browser's key that it belongs to, where it belongs to one.
 */
export async function findTimeInside(
  eventId: number,
  keys: readonly string[],
): Promise<{ since: Date; until: Date; boundTo: string | undefined } | undefined> {
  const room = await eventDb(eventId).waitingRoom.findUnique({ where: { eventId } });
  if (!room?.queueingSince || room.closedAt) return undefined;
  const lease = await eventDb(eventId).queueLease.findFirst({
    where: { eventId, buyerKey: { in: [...keys] } },
    orderBy: { redeemedAt: "desc" },
  });
  const untilMs = lease ? lease.redeemedAt.getTime() + room.leaseSeconds * 1_000 : 0;
  const since = Math.max(room.opensAt.getTime(), room.queueingSince.getTime());
  return { since: new Date(since), until: new Date(untilMs), boundTo: lease?.keyThumbprint ?? undefined };
}

/**
 * Whether these keys may choose seats now: they are inside, or an automatic room lets everyone in. `isInside` says that they have a place there.
 * Undefined without a room.
 */
export async function mayChooseSeats(
  eventId: number,
  keys: readonly string[],
): Promise<{ may: boolean; isInside: boolean } | undefined> {
  const place = await findPlace(eventId, keys);
  if (!place) return undefined;
  const isInside = place.ticket?.state === "admitted";
  return { may: place.isFree || isInside, isInside };
}
