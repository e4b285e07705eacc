import type { DisputeView } from "./views.ts";

type Dispute = { status: "OPEN" | "WON" | "LOST"; isWithdrawn: boolean; amountMinor: number };
type Ticket = { status: "LIVE" | "VOID"; suspendedAt: Date | null };

/**
 * An order's disputes as one sentence for its owner: what is undecided comes before what is decided, and money that is gone before
 * money that stayed. The amount is the sum of the disputes in that state.
 */
export function disputeView({
  disputes,
  tickets,
}: {
  disputes: readonly Dispute[];
  tickets: readonly Ticket[];
}): DisputeView | null {
  for (const state of ORDER) {
    const those = disputes.filter((dispute) => stateOf(dispute) === state);
    if (those.length > 0) {
      const amountMinor = those.reduce((sum, dispute) => sum + dispute.amountMinor, 0);
      return { state, amountMinor, tickets: ticketsOf(tickets) };
    }
  }
  return null;
}

const ORDER = ["open", "asked", "lost", "won"] as const;

function stateOf({ status, isWithdrawn }: Dispute): DisputeView["state"] {
  if (status === "OPEN") return isWithdrawn ? "open" : "asked";
  return status === "WON" ? "won" : "lost";
}

function ticketsOf(tickets: readonly Ticket[]): DisputeView["tickets"] {
  if (tickets.some(({ suspendedAt }) => suspendedAt !== null)) return "suspended";
  return tickets.some(({ status }) => status === "LIVE") ? "valid" : "void";
}
