import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aBuyer, anEventOnSale, type EventOptions } from "../../../prisma/seed/builders.ts";
import type { QueueTicketView } from "../contract.ts";
import { joinLine } from "../join-line.ts";
import { moveLines } from "../move-lines.ts";
import { openWaitingRoom } from "../open-waiting-room.ts";
import type { RoomSettings } from "../store.ts";

/** What tests of the line say often. */
/** An event on sale behind a waiting room that opens in an hour unless told. Answers the event's id. */
export async function aLine(settings: Partial<RoomSettings> = {}, event: EventOptions = {}): Promise<number> {
  const eventId = await anEventOnSale(event);
  const opensAt = new Date(Date.now() + 3_600_000);
  const opened = await openWaitingRoom(eventId, "system", { opensAt, ...settings });
  if (!opened.ok) throw new Error(`no waiting room: ${opened.refusal.code}`);
  return eventId;
}

/** Buyers who joined one after the other. */
export async function joiners(eventId: number, count: number): Promise<string[]> {
  const buyers = Array.from({ length: count }, aBuyer);
  for (const buyer of buyers) await joined(eventId, buyer);
  return buyers;
}

/** The ticket of somebody who may join. */
export async function joined(eventId: number, buyer: string): Promise<QueueTicketView> {
  const result = await joinLine(eventId, [buyer]);
  if (!result.ok) throw new Error(`not taken in: ${result.refusal.code}`);
  return result.ticket;
}

/** The hour before the opening passes, and the order is drawn. */
export async function openLine(eventId: number): Promise<void> {
  await passTime(eventId, 3_601);
  await moveLines();
}

/** Lets time pass for the line of one event: everything that happened in it lies so much further back. */
export async function passTime(eventId: number, seconds: number): Promise<void> {
  const columns = {
    waiting_rooms: ["opens_at", "drawn_at", "stepped_at"],
    queue_tickets: ["created_at", "joined_at", "called_at", "redeemed_at"],
    queue_leases: ["redeemed_at", "expires_at"],
  };
  for (const [table, names] of Object.entries(columns)) {
    const changes = names.map((name) => `${name} = ${name} - make_interval(secs => $2::float8)`);
    await db().$executeRawUnsafe(
      `UPDATE ${table} SET ${changes.join(", ")} WHERE event_id = $1::int`,
      eventId,
      seconds,
    );
  }
  forgetSingleton("queue-status");
}

/** Buyers by their number, the first one first; those without a number are left out. */
export async function inOrder(eventId: number): Promise<string[]> {
  const rows = await db().queueTicket.findMany({
    where: { eventId, sequence: { not: null } },
    orderBy: { sequence: "asc" },
  });
  return rows.map(({ buyerKey }) => buyerKey);
}

/** Buyers whose turn it is now or was, in the order of the line. */
export async function calledBuyers(eventId: number): Promise<string[]> {
  const rows = await db().queueTicket.findMany({
    where: { eventId, calledAt: { not: null } },
    orderBy: { sequence: "asc" },
  });
  return rows.map(({ buyerKey }) => buyerKey);
}
