import type { Verdict } from "./check-in-contract.ts";

/** The facts about a scanned ticket. */
export type TicketFacts = {
  eventId: number;
  status: "LIVE" | "VOID";
  issue: number;
  eventStatus: "DRAFT" | "PUBLISHED" | "CANCELLED";
  admitsFrom: Date;
  admitsUntil: Date;
  admittedAt: Date | null;
};

/**
 * The gate's verdict. `claimed` holds the scanner's expectations: the event of its gate and the issue printed on the ticket. The
 * most helpful reason comes first: a visitor at the wrong gate is sent to the right one, whatever else is wrong.
 */
export function verdictOf(
  ticket: TicketFacts,
  claimed: { eventId?: number | undefined; issue?: number | undefined },
  now: Date,
): Verdict {
  if (claimed.eventId !== undefined && claimed.eventId !== ticket.eventId) return "wrong_event";
  if (ticket.status === "VOID") return "void";
  if (claimed.issue !== undefined && claimed.issue !== ticket.issue) return "replaced";
  if (ticket.eventStatus !== "PUBLISHED") return "event_cancelled";
  if (ticket.admittedAt) return "used";
  if (now < ticket.admitsFrom) return "not_yet";
  return now > ticket.admitsUntil ? "over" : "valid";
}
