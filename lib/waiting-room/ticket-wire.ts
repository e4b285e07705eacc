import type { QueuePlace, QueueStatusWire, QueueTicketWire } from "./contract.ts";
import { waitOf } from "./status-pace.ts";
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
export function placeOnWire(
  { serving }: PlaceRow,
  { state, sequence }: TicketRow,
  status: QueueStatusWire | undefined,
): QueuePlace {
  const isQueued = state === "waiting" && sequence !== null;
  // The status may be a second old, the room is as it is now.
  const wait = isQueued ? waitOf({ ...(status ?? UNKNOWN), serving_position: serving }, sequence) : undefined;
  const range = wait?.range;
  return {
    state,
    queue_position: wait ? wait.ahead + 1 : null,
    estimated_wait_seconds: range?.fromSeconds ?? null,
    estimated_wait: range ? { from_seconds: range.fromSeconds, to_seconds: range.toSeconds } : null,
  };
}

const UNKNOWN = { pace_per_minute: null, rate_per_minute: 0, forecast: null, last_position: 0, levels: [] };
