import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import type { QueueTicketWire } from "./contract.ts";
import { refuse } from "./refusals.ts";
import { appendTicket, claimRejoin, claimReturn, findPlace, type TicketRow } from "./store.ts";
import { ticketOnWire } from "./ticket-wire.ts";

/**
 * Joins the queue of an event, or answers the buyer's present place. `keys` are the buyer's; a new ticket belongs to the
 * first. A buyer who missed the call once returns to the old place; one who missed it twice, or whose lease has ended,
 * joins at the end. Refuses `not_found` without a waiting room and `queue_closed` when joining is over.
 */
export async function joinQueue(
  eventId: number,
  keys: readonly [string, ...string[]],
): Promise<{ ok: true; ticket: QueueTicketWire } | Refused<"not_found" | "queue_closed">> {
  const place = await findPlace(eventId, keys);
  if (!place) return refuse("not_found");
  if (place.ticket && !isOver(place.ticket)) return { ok: true, ticket: ticketOnWire(eventId, place.ticket) };
  if (!place.isOpen) return refuse("queue_closed");
  if (!place.ticket) await appendTicket(eventId, uuidv7(), keys[0]);
  else if (!(await claimReturn(eventId, place.ticket.ticketId))) await claimRejoin(eventId, place.ticket.ticketId);
  const ticket = (await findPlace(eventId, keys))?.ticket;
  return ticket ? { ok: true, ticket: ticketOnWire(eventId, ticket) } : refuse("queue_closed");
}

function isOver({ state }: TicketRow): boolean {
  return state === "missed" || state === "ended";
}
