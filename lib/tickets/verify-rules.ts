import type { Verdict } from "./check-in-contract.ts";

/** What is known of a ticket when it is held before a scanner. */
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
 * What the gate must think of it. `claimed` is what the scanner expects: the event of its gate, and the issue that stands
 * on the paper. The first reason counts that helps the steward most: who stands at the wrong gate is sent to the right
 * one, whatever else is wrong.
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
