import type { QueueStatusView, TicketState } from "#lib/waiting-room/contract";
import { type Chance, chanceOf, estimateWait, type WaitRange } from "#lib/waiting-room/estimate";

/** What one knows of the own ticket. */
export type OwnTicket = { state: TicketState; number: number | null };

/** What the page says: pure, from what is public of the line and what is one's own. */
export type LineView =
  | { kind: "closed" }
  | { kind: "outside"; isOpen: boolean }
  | { kind: "before" }
  | { kind: "drawing" }
  | { kind: "waiting"; ahead: number; range: WaitRange | undefined; chance: Chance; share: number }
  | { kind: "turn" }
  | { kind: "over" };

/** `ahead` counts the people before one; `share` is how much of the way is done, from 0 to 1. */
export function lineView(status: QueueStatusView, ticket: OwnTicket | undefined): LineView {
  if (ticket?.state === "called" || ticket?.state === "admitted") return { kind: "turn" };
  if (status.phase === "closed") return { kind: "closed" };
  if (!ticket) return { kind: "outside", isOpen: status.phase === "open" };
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

/** Numbers at which the place is said aloud: often enough to know, seldom enough to live with. */
const SPOKEN_AT = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** The mark that was passed last on the way down: what is said changes with it alone. */
export function spokenPlace(ahead: number): number {
  return SPOKEN_AT.find((mark) => mark >= ahead) ?? ahead;
}
