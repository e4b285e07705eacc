import type { Transaction } from "#lib/platform/db/transaction";
import { RENEW_SECONDS } from "./redeem-pass.ts";
import { lockRoom, type RoomRow } from "./room-store.ts";

type Pause = { eventId: number; since: Date; until: Date };

/**
 * Gives people the time back that a pause of the sale took from them: a pass that could be redeemed when it began can be for as long again,
 * and time inside goes on from where it stood, unless its buyer left or paid meanwhile. Those inside get the time of one heartbeat to be seen again. Call it behind the lock of the
 * event, in the transaction that ends the pause.
 */
export async function keepPlacesOverPause(tx: Transaction, pause: Pause): Promise<void> {
  const room = await lockRoom(tx, pause.eventId);
  if (!room || room.closedAt) return;
  await moveCalls(tx, pause, room);
  await moveLeases(tx, pause, room);
}

/** Reads, reckons and writes: Citus takes no time arithmetic on columns in an UPDATE. */
async function moveCalls(tx: Transaction, { eventId, since, until }: Pause, { claimSeconds }: RoomRow): Promise<void> {
  const first = new Date(since.getTime() - claimSeconds * 1_000);
  const rows = await tx.$queryRaw<{ id: string; calledAt: Date }[]>`
    SELECT id::text AS id, called_at AS "calledAt" FROM queue_tickets
    WHERE event_id = ${eventId}::int AND called_at > ${first} AND redeemed_at IS NULL AND removed_at IS NULL`;
  if (rows.length === 0) return;
  const moved = rows.map(({ calledAt }) => later(calledAt, { since, until }));
  await tx.$executeRaw`
    UPDATE queue_tickets t SET called_at = m.at FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${moved}::timestamptz[]) AS m(id, at)
    WHERE t.event_id = ${eventId}::int AND t.id = m.id AND t.redeemed_at IS NULL`;
}

async function moveLeases(tx: Transaction, { eventId, since, until }: Pause, { leaseSeconds }: RoomRow): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string; redeemedAt: Date; expiresAt: Date }[]>`
    SELECT ticket_id::text AS id, redeemed_at AS "redeemedAt", expires_at AS "expiresAt" FROM queue_leases
    WHERE event_id = ${eventId}::int AND expires_at > ${since} AND ended_at IS NULL FOR UPDATE`;
  if (rows.length === 0) return;
  const moved = rows.map(({ redeemedAt, expiresAt }) => {
    const begun = later(redeemedAt, { since, until });
    const seen = Math.min(until.getTime() + RENEW_SECONDS * 1_000, begun.getTime() + leaseSeconds * 1_000);
    return { begun, expires: new Date(Math.max(expiresAt.getTime(), seen)) };
  });
  await tx.$executeRaw`
    UPDATE queue_leases l SET redeemed_at = m.begun, expires_at = m.expires
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${moved.map(({ begun }) => begun)}::timestamptz[], ${moved.map(({ expires }) => expires)}::timestamptz[])
      AS m(id, begun, expires)
    WHERE l.event_id = ${eventId}::int AND l.ticket_id = m.id`;
}

/** A moment moved by the pause, or by what of the pause came after it. */
function later(moment: Date, { since, until }: { since: Date; until: Date }): Date {
  return new Date(moment.getTime() + until.getTime() - Math.max(since.getTime(), moment.getTime()));
}
