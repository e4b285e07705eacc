import type { TicketStatus } from "./state.ts";

/** A code holds its issue in two bytes; nobody loses a ticket this often. */
export const ISSUES_MAX = 100;

export type ReissueObstacle = "void" | "checked_in" | "too_often";

/** What stands against a new code for a ticket. */
export function reissueObstacle(ticket: {
  status: TicketStatus;
  isUsed: boolean;
  issue: number;
}): ReissueObstacle | undefined {
  if (ticket.status !== "LIVE") return "void";
  if (ticket.isUsed) return "checked_in";
  return ticket.issue >= ISSUES_MAX ? "too_often" : undefined;
}
