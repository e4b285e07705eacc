import type { QueuePlace, QueueTicketWire } from "./contract.ts";
import { readStatus } from "./read-status.ts";
import { findPlace } from "./store.ts";
import { placeOnWire, ticketOnWire } from "./ticket-wire.ts";

/** The buyer's queue ticket and place in the queue of an event; undefined without one. */
export async function findOwnPlace(
  eventId: number,
  keys: readonly string[],
): Promise<{ ticket: QueueTicketWire; place: QueuePlace } | undefined> {
  if (keys.length === 0) return undefined;
  const room = await findPlace(eventId, keys);
  if (!room?.ticket) return undefined;
  const { ticket } = room;
  return { ticket: ticketOnWire(eventId, ticket), place: placeOnWire(room, ticket, await readStatus(eventId)) };
}
