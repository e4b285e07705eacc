import type { QueueStatusWire, TicketState } from "#lib/waiting-room/contract";
import { type Chance, chanceOf, estimateWait, type WaitRange } from "#lib/waiting-room/estimate";

/** What the browser knows of its own queue ticket. */
export type OwnTicket = { state: TicketState; number: number | null };

/** What the page shows, derived from the public status and the buyer's own ticket. */
export type QueueView =
  | { kind: "cancelled" }
  | { kind: "closed" }
  | { kind: "removed" }
  | { kind: "outside"; isOpen: boolean }
  | { kind: "before" }
  | { kind: "drawing" }
  | { kind: "waiting"; ahead: number; range: WaitRange | undefined; chance: Chance; share: number }
  | { kind: "called" }
  | { kind: "over" };

/** `ahead` counts the people before this buyer; `share` is the part of the wait that is over, from 0 to 1. */
export function queueView(status: QueueStatusWire, ticket: OwnTicket | undefined): QueueView {
  if (status.is_cancelled) return { kind: "cancelled" };
  if (ticket?.state === "called" || ticket?.state === "admitted") return { kind: "called" };
  if (status.phase === "closed") return { kind: "closed" };
  // Everyone who comes is let in: the page goes on to the seats.
  if (status.phase === "free") return { kind: "called" };
  if (!ticket) return { kind: "outside", isOpen: status.phase === "open" };
  if (ticket.state === "removed") return { kind: "removed" };
  if (ticket.state === "missed" || ticket.state === "ended") return { kind: "over" };
  if (status.phase === "before") return { kind: "before" };
  if (status.phase === "drawing" || ticket.number === null) return { kind: "drawing" };
  const ahead = Math.max(0, ticket.number - status.serving_position - 1);
  const perSecond = status.pace_per_minute === null ? undefined : status.pace_per_minute / 60;
  return {
    kind: "waiting",
    ahead,
    range: estimateWait({ ahead: ahead + 1, perSecond }),
    chance: chanceOf({ ahead, seatsLeft: status.available_seats }),
    share: 1 - ahead / Math.max(1, ticket.number),
  };
}

/** Numbers at which screen readers announce the place: often enough to inform, rarely enough not to disturb. */
const SPOKEN_AT = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** The last mark passed on the way down. The announcement changes only with this mark. */
export function spokenPlace(ahead: number): number {
  return SPOKEN_AT.find((mark) => mark >= ahead) ?? ahead;
}
