import { appendAudit } from "#lib/audit/append-audit";
import { holdEvent, loadSale, markQueued, type SaleNow } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { differenceOf, type RoomPlan } from "./plan-room.ts";
import type { RoomMode } from "./store.ts";

export type RoomRow = {
  mode: RoomMode;
  opensAt: Date;
  drawnAt: Date | null;
  closedAt: Date | null;
  pausedAt: Date | null;
  queueingSince: Date | null;
  ratePerMinute: number;
  placesMax: number;
  claimSeconds: number;
  leaseSeconds: number;
  membersFirst: number;
};

const select = {
  ...{ mode: true, opensAt: true, drawnAt: true, closedAt: true, pausedAt: true, queueingSince: true },
  ...{ ratePerMinute: true, placesMax: true, claimSeconds: true, leaseSeconds: true, membersFirst: true },
} as const;

/** The waiting room that a sale has or had. */
export async function findRoom(eventId: number): Promise<RoomRow | undefined> {
  return (await eventDb(eventId).waitingRoom.findUnique({ where: { eventId }, select })) ?? undefined;
}

/** Locks the room of an event until the transaction ends; undefined without one. An event is locked before its room. */
export async function lockRoom(tx: Transaction, eventId: number): Promise<RoomRow | undefined> {
  await tx.$queryRaw`SELECT FROM waiting_rooms WHERE event_id = ${eventId}::int FOR UPDATE`;
  return (await tx.waitingRoom.findUnique({ where: { eventId }, select })) ?? undefined;
}

/**
 * Changes a room as `plan` decides by what stands behind the lock, so that a draw, a beginning queue, another organizer or a change of the sale comes before or after.
 * Answers what `plan` refuses; undefined when it is changed. `plan` must refuse a room that is closed.
 */
export async function claimRoomChange<Refusal>(
  eventId: number,
  plan: (room: RoomRow | undefined, sale: SaleNow) => { ok: true; plan: RoomPlan } | { ok: false; refusal: Refusal },
  { actor, organizationId }: { actor: string; organizationId: string },
): Promise<Refusal | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    await holdEvent(tx, eventId);
    const room = await lockRoom(tx, eventId);
    const planned = plan(room, await loadSale(tx, eventId));
    if (!planned.ok) return planned.refusal;
    invariant(room, "a room that is changed is there");
    const { plan: next } = planned;
    const detail = differenceOf(room, next);
    const names = Object.keys(detail.to);
    if (names.length === 0) return undefined;
    // What people take is measured afresh: meanwhile they may have come in without a call.
    const measured = next.mode === room.mode ? {} : { firstOccupied: null, firstDone: null };
    const data = { ...next, ...measured, calmSince: null, version: { increment: 1 } };
    await tx.waitingRoom.update({ where: { eventId }, data });
    if (next.mode !== room.mode) await markQueued(tx, { eventId, mode: next.mode });
    await appendAudit(tx, {
      ...{ actor, subject: String(eventId), outcome: "ok", organizationId, eventId, detail },
      action:
        names.join() === "is_paused" ? `waiting_room.${next.pausedAt ? "pause" : "resume"}` : "waiting_room.change",
    });
    return undefined;
  });
}

export type PeopleRow = { inside: number; called: number; waiting: number };

/** How many people are inside, may come in, and wait. */
export async function countPeople(eventId: number): Promise<PeopleRow> {
  const [row] = await eventDb(eventId).$queryRaw<PeopleRow[]>`
    SELECT i.inside, t.called, t.waiting
    FROM (SELECT count(*)::int AS inside FROM queue_leases l WHERE l.event_id = ${eventId}::int AND l.expires_at > now()) i
    CROSS JOIN (
      SELECT count(*) FILTER (WHERE q.called_at > now() - make_interval(secs => w.claim_seconds))::int AS called,
        count(*) FILTER (WHERE q.called_at IS NULL)::int AS waiting
      FROM waiting_rooms w JOIN queue_tickets q ON q.event_id = w.event_id AND q.redeemed_at IS NULL
      WHERE w.event_id = ${eventId}::int
    ) t`;
  return row ?? { inside: 0, called: 0, waiting: 0 };
}
