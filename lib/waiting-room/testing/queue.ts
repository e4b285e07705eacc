import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aBuyer, anEventOnSale, type EventOptions } from "../../../prisma/seed/builders.ts";
import type { QueueTicketWire } from "../contract.ts";
import { type Joiner, joinQueue } from "../join-queue.ts";
import { moveQueues } from "../move-queues.ts";
import { openWaitingRoom } from "../open-waiting-room.ts";
import type { RoomSettings } from "../store.ts";

/** Steps that tests of the queue share. */

/** Creates an event on sale behind a waiting room that opens in an hour by default. Answers the event's id. */
export async function aQueue(settings: Partial<RoomSettings> = {}, event: EventOptions = {}): Promise<number> {
  const eventId = await anEventOnSale(event);
  const opensAt = new Date(Date.now() + 3_600_000);
  const opened = await openWaitingRoom(eventId, "system", { opensAt, ...settings });
  if (!opened.ok) throw new Error(`no waiting room: ${opened.refusal.code}`);
  return eventId;
}

/** Lets new buyers join one after the other. Answers their keys. */
export async function joiners(eventId: number, count: number): Promise<string[]> {
  const buyers = Array.from({ length: count }, aBuyer);
  for (const buyer of buyers) await joined(eventId, buyer);
  return buyers;
}

/** Joins for a buyer and answers the ticket. Throws when joining is refused. */
export async function joined(eventId: number, buyer: string, joiner: Joiner = {}): Promise<QueueTicketWire> {
  const result = await joinQueue(eventId, [buyer], joiner);
  if (!result.ok) throw new Error(`not taken in: ${result.refusal.code}`);
  return result.ticket;
}

/** Lets the hour before the opening pass and draws the order. */
export async function openQueue(eventId: number): Promise<void> {
  await passTime(eventId, 3_601);
  await moveQueues();
}

/**
 * Lets time pass for the queue of one event by moving all its timestamps back. The moved times come from a CTE: Citus reckons no
 * time of a column in SET.
 */
export async function passTime(eventId: number, seconds: number): Promise<void> {
  const columns = {
    waiting_rooms: {
      key: "event_id",
      names: ["opens_at", "drawn_at", "stepped_at", "share_at", "queueing_since", "calm_since", "paused_at"],
    },
    queue_tickets: { key: "id", names: ["created_at", "joined_at", "called_at", "redeemed_at"] },
    queue_leases: { key: "ticket_id", names: ["redeemed_at", "expires_at"] },
    queue_readings: { key: "at", names: ["at"] },
  };
  for (const [table, { key, names }] of Object.entries(columns)) {
    const moved = names.map((name) => `${name} - make_interval(secs => $2::float8) AS ${name}`);
    await db().$executeRawUnsafe(
      `WITH moved AS MATERIALIZED (SELECT event_id, ${key} AS key, ${moved.join(", ")} FROM ${table} WHERE event_id = $1::int)
       UPDATE ${table} t SET ${names.map((name) => `${name} = m.${name}`).join(", ")} FROM moved m
       WHERE t.event_id = $1::int AND m.event_id = t.event_id AND t.${key} = m.key`,
      eventId,
      seconds,
    );
  }
  forgetSingleton("queue-status");
}

/** Numbered buyers in the order of their numbers. */
export async function inOrder(eventId: number): Promise<string[]> {
  const rows = await db().queueTicket.findMany({
    where: { eventId, sequence: { not: null } },
    orderBy: { sequence: "asc" },
  });
  return rows.map(({ buyerKey }) => buyerKey);
}

/** Buyers who have been called, in the order of the queue. */
export async function calledBuyers(eventId: number): Promise<string[]> {
  const rows = await db().queueTicket.findMany({
    where: { eventId, calledAt: { not: null } },
    orderBy: { sequence: "asc" },
  });
  return rows.map(({ buyerKey }) => buyerKey);
}

/** Gives a buyer access to the event, as a code of a presale does. */
export async function withAccess(eventId: number, buyerKey: string): Promise<void> {
  await db().buyerAccess.create({ data: { eventId, buyerKey, sourceId: "code:test" } });
}
