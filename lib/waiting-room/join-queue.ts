import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { beginQueue } from "./begin-queue.ts";
import type { QueueTicketWire } from "./contract.ts";
import { claimEntry } from "./load-store.ts";
import { RENEW_SECONDS } from "./redeem-pass.ts";
import { refuse } from "./refusals.ts";
import { appendTicket, claimRejoin, claimReturn, findPlace, type PlaceRow, type TicketRow } from "./store.ts";
import { ticketOnWire } from "./ticket-wire.ts";

/**
 * Joins the queue of an event, or answers the buyer's present place. `keys` are the buyer's; a new ticket belongs to the
 * first. A buyer who missed the call once returns to the old place; one who missed it twice, or whose lease has ended,
 * joins at the end. While an automatic room lets everyone in, the buyer is inside at once; who finds it full makes it queue and is the
 * first to wait. Refuses `not_found` without a waiting room and `queue_closed` when joining is over.
 */
export async function joinQueue(
  eventId: number,
  keys: readonly [string, ...string[]],
): Promise<{ ok: true; ticket: QueueTicketWire } | Refused<"not_found" | "queue_closed">> {
  const found = await findPlace(eventId, keys);
  if (!found) return refuse("not_found");
  const place = found.isFree ? await cameIn(found, keys) : found;
  if (place.ticket && !isOver(place.ticket)) return { ok: true, ticket: ticketOnWire(eventId, place.ticket) };
  if (!place.isOpen) return refuse("queue_closed");
  if (!place.ticket) await appendTicket(eventId, uuidv7(), keys[0]);
  else if (!(await claimReturn(eventId, place.ticket.ticketId))) await claimRejoin(eventId, place.ticket.ticketId);
  const ticket = (await findPlace(eventId, keys))?.ticket;
  return ticket ? { ok: true, ticket: ticketOnWire(eventId, ticket) } : refuse("queue_closed");
}

/** The place after coming in without a call; who is inside already stays so. The room may have begun to queue instead. */
async function cameIn(place: PlaceRow, keys: readonly [string, ...string[]]): Promise<PlaceRow> {
  const { eventId, ticket } = place;
  if (ticket?.state === "admitted") return place;
  const newcomer = { id: uuidv7(), leaseKey: keys[0], renewSeconds: RENEW_SECONDS };
  const entry = await claimEntry(eventId, { ...newcomer, ticketKey: ticket?.buyerKey ?? keys[0] });
  if (entry === "full") await beginQueue(eventId);
  return (await findPlace(eventId, keys)) ?? place;
}

function isOver({ state }: TicketRow): boolean {
  return state === "missed" || state === "ended" || state === "removed";
}
