import type { QueueStatusWire } from "#lib/waiting-room/contract";
import type { Chance, WaitRange } from "#lib/waiting-room/estimate";
import type { RiseReason, ShownWait, ShownWay } from "#lib/waiting-room/shown-wait";
import { type Wait, waitOf } from "#lib/waiting-room/status-pace";
import type { OwnTicket } from "./own-ticket.ts";

/** What a page has shown so far of the wait (lib/waiting-room/shown-wait.ts). */
export type ShownSoFar = { wait: ShownWait | undefined; way: ShownWay | undefined };

export type WaitingView = {
  kind: "waiting";
  ahead: number;
  range: WaitRange | undefined;
  why: RiseReason | undefined;
  chances: { id: number; chance: Chance; left: number }[];
  share: number;
};

/** What the page shows, derived from the public status, the buyer's own ticket and what was shown before. */
export type QueueView =
  | { kind: "cancelled" | "closed" | "removed" | "before" | "drawing" | "missed" | "ended" | "entering" }
  | { kind: "outside"; isOpen: boolean }
  | { kind: "called"; claimUntil: string | null }
  | WaitingView;

/** `ahead` counts the people before this buyer; `share` is the part of the wait that is over, from 0 to 1. */
export function queueView(status: QueueStatusWire, ticket: OwnTicket | undefined, shown: ShownSoFar): QueueView {
  if (status.is_cancelled) return { kind: "cancelled" };
  if (ticket?.state === "admitted") return { kind: "entering" };
  if (ticket?.state === "called") return { kind: "called", claimUntil: ticket.claimUntil };
  if (status.phase === "closed") return { kind: "closed" };
  // Everyone who comes is let in: the page goes on to the seats.
  if (status.phase === "free") return { kind: "entering" };
  if (!ticket) return { kind: "outside", isOpen: status.phase === "open" };
  const { state, number } = ticket;
  if (state === "removed" || state === "missed" || state === "ended") return { kind: state };
  if (status.phase === "before") return { kind: "before" };
  if (status.phase === "drawing" || number === null) return { kind: "drawing" };
  const now = waitOf(status, number);
  const way = shown.way?.number === number ? shown.way : undefined;
  return {
    kind: "waiting",
    ahead: way?.ahead ?? now.ahead,
    share: way?.share ?? 1 - now.ahead / Math.max(1, number),
    range: shown.wait ? shown.wait.range : now.range,
    why: shown.wait ? shown.wait.why : now.noTime,
    chances: chancesOf(status, now),
  };
}

function chancesOf(status: QueueStatusWire, { chances }: Wait): WaitingView["chances"] {
  const left = new Map(status.levels.map((level) => [level.price_level_id, level.available_seats]));
  return chances.map(({ id, chance }) => ({ id, chance, left: left.get(id) ?? 0 }));
}

/** Numbers at which screen readers announce the place: often enough to inform, rarely enough not to disturb. */
const SPOKEN_AT = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** The last mark passed on the way down. The announcement changes only with this mark. */
export function spokenPlace(ahead: number): number {
  return SPOKEN_AT.find((mark) => mark >= ahead) ?? ahead;
}
