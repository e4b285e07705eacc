import { eventOf, holdEvent, loadSale, markQueued } from "#lib/catalog/event-fragments";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { raw, sql } from "#lib/platform/db/sql";
import { inTransaction } from "#lib/platform/db/transaction";
import type { SaleHealth } from "#lib/protection/load/judge-health";
import type { SeatCounts } from "#lib/seating/live-states";
import type { TicketState } from "./contract.ts";
import { drawPads } from "./draw.ts";
import { LANES, type Lane } from "./lanes.ts";
import { CALL_QUEUE, DRAW_QUEUE, NUMBER_QUEUE, REDEEM_PASS } from "./queue-functions.ts";
import { ENTRANTS_STATEMENT, PLACE_STATEMENT } from "./queue-statements.ts";

export type RoomSettings = {
  opensAt: Date;
  ratePerMinute: number;
  placesMax: number;
  leaseSeconds: number;
  claimSeconds: number;
  mode: RoomMode;
  pausedAt: Date | null;
  /** How many places at the front are drawn among people with access to a presale. */
  membersFirst: number;
};

export type RoomMode = "OFF" | "ALWAYS" | "AUTOMATIC";

/**
 * Creates the room and marks its event as queued. Loses (false) when the event has one already, or when its sale starts at another time
 * by now than the room was judged by.
 */
export async function claimRoom(
  eventId: number,
  room: RoomSettings & { seedHash: string; sealedSeed: string; salesStartAt: Date },
): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    await holdEvent(tx, eventId);
    const { salesStartAt } = await loadSale(tx, eventId);
    if (salesStartAt.getTime() !== room.salesStartAt.getTime()) return false;
    const made = await tx.$executeRaw`
      INSERT INTO waiting_rooms (event_id, seed_hash, sealed_seed, opens_at, rate_per_minute, places_max, lease_seconds, claim_seconds, mode, paused_at, members_first, queueing_since)
      VALUES (${eventId}::int, ${room.seedHash}, ${room.sealedSeed}, ${room.opensAt}, ${room.ratePerMinute}::int,
        ${room.placesMax}::int, ${room.leaseSeconds}::int, ${room.claimSeconds}::int, ${room.mode}::waiting_room_mode, ${room.pausedAt}, ${room.membersFirst}::int,
        ${room.mode === "ALWAYS" || room.pausedAt !== null ? sql`now()` : sql`NULL`})
      ON CONFLICT (event_id) DO NOTHING`;
    if (made === 1) await markQueued(tx, { eventId, mode: room.mode });
    return made === 1;
  });
}

/** Closes the room and opens the sale to all. Loses (false) when there is no room or it is closed. */
export async function claimClosing(eventId: number): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    await holdEvent(tx, eventId);
    const closed = await tx.$executeRaw`
      UPDATE waiting_rooms SET closed_at = now(), version = version + 1 WHERE event_id = ${eventId}::int AND closed_at IS NULL`;
    if (closed === 1) await markQueued(tx, { eventId, mode: "OFF" });
    return closed === 1;
  });
}

/**
 * `isAutomatic`: it queues above a load, and may end to. `isFree`: it is open and lets everyone in. `isSalePaused`: nobody is called, since
 * nothing could be held.
 */
export type QueueToMove = {
  eventId: number;
  sealedSeed: string;
  isDrawn: boolean;
  isAutomatic: boolean;
  isFree: boolean;
  isSalePaused: boolean;
};

/**
 * Rooms that are open or open within `soonSeconds`, and whose sale is not over. None is open before its sale, whose start may have moved. An
 * automatic room that lets everyone in is listed, so that it is looked at often, and has nothing to move.
 */
export async function listQueuesToMove(soonSeconds: number): Promise<(QueueToMove & { isDue: boolean })[]> {
  return globalDb().$queryRaw`
    SELECT w.event_id AS "eventId", w.sealed_seed AS "sealedSeed", w.drawn_at IS NOT NULL AS "isDrawn", w.mode = 'AUTOMATIC' AS "isAutomatic",
      e.sale_paused_at IS NOT NULL AS "isSalePaused",
      greatest(w.opens_at, e.sales_start_at) <= now() AND (w.drawn_at IS NULL OR w.queueing_since IS NOT NULL) AS "isDue",
      greatest(w.opens_at, e.sales_start_at) <= now() AND w.drawn_at IS NOT NULL AND w.queueing_since IS NULL AS "isFree"
    FROM waiting_rooms w JOIN ${raw(eventOf("w.event_id"))} e ON true
    WHERE w.closed_at IS NULL AND w.mode <> 'OFF' AND greatest(w.opens_at, e.sales_start_at) <= now() + make_interval(secs => ${soonSeconds}::int)
      AND e.status = 'PUBLISHED' AND e.sales_end_at > now()`;
}

/** The digest of the tickets that would take part in a draw now. */
export async function loadSalt(eventId: number): Promise<string> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ salt: string }[]>(ENTRANTS_STATEMENT, eventId);
  return row?.salt ?? "";
}

/** Draws with this seed. Loses (false) when other tickets take part than in the salt, it is too early, or it is drawn. */
export async function claimDraw(eventId: number, seed: string, salt: string): Promise<boolean> {
  const { inner, outer } = drawPads(seed, salt);
  const rows = await eventDb(eventId).$queryRawUnsafe<unknown[]>(
    `SELECT * FROM ${DRAW_QUEUE.name}($1::int, $2::text, $3::bytea, $4::bytea, $5::text)`,
    ...[eventId, salt, inner, outer, seed],
  );
  return rows.length === 1;
}

/** Numbers the tickets that joined after the draw. Answers how many. */
export async function claimNumbers(eventId: number): Promise<number> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ numbered: number }[]>(
    `SELECT ${NUMBER_QUEUE.name}($1::int) AS numbered`,
    eventId,
  );
  return row?.numbered ?? 0;
}

/** Calls the next tickets. `seats`: how many are free, and how many held or sold, where that is known. Answers how many. */
export async function claimCalls(
  eventId: number,
  { seats, health = "good" }: { seats?: SeatCounts | undefined; health?: SaleHealth } = {},
): Promise<number> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ called: number }[]>(
    `SELECT ${CALL_QUEUE.name}($1::int, $2::int, $3::int, $4::text) AS called`,
    ...[eventId, seats?.free ?? null, seats?.occupied ?? null, health],
  );
  return row?.called ?? 0;
}

export type TicketRow = {
  ticketId: string;
  buyerKey: string;
  state: TicketState;
  sequence: number | null;
  joinedAt: Date;
  missed: number;
  claimUntil: Date | null;
  leaseUntil: Date | null;
};

export type PlaceRow = {
  eventId: number;
  isOpen: boolean;
  /** Everyone who comes is let in at once. */
  isFree: boolean;
  serving: number;
  membersFirst: number;
  ticket: TicketRow | undefined;
};

/** The room and the best ticket of these keys; undefined without a room. */
export async function findPlace(eventId: number, keys: readonly string[]): Promise<PlaceRow | undefined> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<(Omit<PlaceRow, "ticket"> & (TicketRow | { ticketId: null }))[]>(
    PLACE_STATEMENT,
    eventId,
    [...keys],
  );
  return row && { ...row, ticket: row.ticketId === null ? undefined : row };
}

/** Adds a ticket at the end of the queue. Does nothing when the buyer has one or the room is closed. */
export async function appendTicket(eventId: number, id: string, { buyerKey, lane }: NewTicket): Promise<void> {
  await eventDb(eventId).$executeRaw`
    INSERT INTO queue_tickets (event_id, id, buyer_key, lane)
    SELECT event_id, ${id}::uuid, ${buyerKey}, ${lane}::smallint FROM waiting_rooms WHERE event_id = ${eventId}::int AND closed_at IS NULL
    ON CONFLICT (event_id, buyer_key) DO NOTHING`;
}

export type NewTicket = { buyerKey: string; lane: Lane };

/** Puts a ticket that has no number yet among the members: its buyer got access to a presale since they joined. Never out of the slow lane. */
export async function claimMembership(eventId: number, ticketId: string): Promise<void> {
  await eventDb(eventId).$executeRaw`
    UPDATE queue_tickets SET lane = ${LANES.member}::smallint
    WHERE event_id = ${eventId}::int AND id = ${ticketId}::uuid AND sequence IS NULL AND lane = ${LANES.everyone}::smallint`;
}

/** Returns a ticket that missed its call to the old place, once. Loses (false) in every other state. */
export async function claimReturn(eventId: number, ticketId: string): Promise<boolean> {
  const claimSeconds = await loadClaimSeconds(eventId);
  const returned = await eventDb(eventId).$executeRaw`
    UPDATE queue_tickets SET called_at = NULL, here_until = NULL, missed = missed + 1
    WHERE event_id = ${eventId}::int AND id = ${ticketId}::uuid AND missed = 0 AND redeemed_at IS NULL
      AND called_at <= now() - make_interval(secs => ${claimSeconds}::int)`;
  return returned === 1;
}

/** Moves a ticket whose call was missed or whose lease has ended to the end of the queue. Loses (false) otherwise. */
export async function claimRejoin(eventId: number, ticketId: string): Promise<boolean> {
  const claimSeconds = await loadClaimSeconds(eventId);
  const joined = await eventDb(eventId).$executeRaw`
    UPDATE queue_tickets t SET sequence = NULL, joined_at = now(), called_at = NULL, redeemed_at = NULL, here_until = NULL, missed = 0, removed_at = NULL
    WHERE t.event_id = ${eventId}::int AND t.id = ${ticketId}::uuid AND t.called_at IS NOT NULL
      AND (t.redeemed_at IS NOT NULL OR t.called_at <= now() - make_interval(secs => ${claimSeconds}::int))
      AND NOT EXISTS (SELECT FROM queue_leases l WHERE l.event_id = ${eventId}::int AND l.ticket_id = t.id AND l.expires_at > now())`;
  return joined === 1;
}

/** How long a called ticket may be redeemed: a room keeps the time it was opened with. 0 without a room, which has no tickets. */
async function loadClaimSeconds(eventId: number): Promise<number> {
  const room = await eventDb(eventId).waitingRoom.findUnique({ where: { eventId }, select: { claimSeconds: true } });
  return room?.claimSeconds ?? 0;
}

/** `isAskedFor`: the sale asks for time inside now, as an automatic room does not while it lets everyone in. */
export type LeaseRow = { ticketId: string; expiresAt: Date; endsAt: Date; isNew: boolean; isAskedFor: boolean };

/**
 * Redeems a called ticket's pass for a lease of `buyerKey`, or renews a live lease; undefined with neither. `foreign`: the lease is bound to
 * the key of another browser.
 */
export async function claimLease(
  eventId: number,
  keys: readonly string[],
  lease: { buyerKey: string; renewSeconds: number; keyThumbprint: string | undefined },
): Promise<LeaseRow | "foreign" | undefined> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<(LeaseRow & { isForeign: boolean })[]>(
    `SELECT ticket_id::text AS "ticketId", expires_at AS "expiresAt", ends_at AS "endsAt", is_new AS "isNew", is_foreign AS "isForeign",
       (SELECT queueing_since IS NOT NULL AND closed_at IS NULL FROM waiting_rooms WHERE event_id = $1::int) AS "isAskedFor"
     FROM ${REDEEM_PASS.name}($1::int, $2::text[], $3::text, $4::int, $5::text)`,
    ...[eventId, [...keys], lease.buyerKey, lease.renewSeconds, lease.keyThumbprint ?? null],
  );
  return row?.isForeign ? "foreign" : row;
}
