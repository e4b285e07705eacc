import type { QueuePlace, QueueTicketWire } from "./contract.ts";
import { estimateWait, paceOf } from "./estimate.ts";
import type { PlaceRow, TicketRow } from "./store.ts";

/** A queue ticket as its holder reads it. */
export function ticketOnWire(eventId: number, ticket: TicketRow): QueueTicketWire {
  return {
    id: ticket.ticketId,
    event_id: eventId,
    state: ticket.state,
    number: ticket.sequence,
    joined_at: ticket.joinedAt.toISOString(),
    claim_until: ticket.claimUntil?.toISOString() ?? null,
    lease_until: ticket.leaseUntil?.toISOString() ?? null,
  };
}

/** The state of a queue ticket and, while it waits, its distance from being called: position 1 is next. */
export function placeOnWire(room: PlaceRow, ticket: TicketRow): QueuePlace {
  const { state, sequence } = ticket;
  const isQueued = state === "waiting" && sequence !== null;
  const position = isQueued ? Math.max(1, sequence - room.serving) : null;
  const range = position === null ? undefined : estimateWait({ ahead: position, perSecond: paceOf(room) });
  return {
    state,
    queue_position: position,
    estimated_wait_seconds: range?.fromSeconds ?? null,
    estimated_wait: range ? { from_seconds: range.fromSeconds, to_seconds: range.toSeconds } : null,
  };
}
