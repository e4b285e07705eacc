/** The states of a ticket and every way from one to another. Whether it was used is its check-in. */
export const TICKET_STATUSES = ["LIVE", "VOID"] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_TRANSITIONS = {
  LIVE: ["VOID"],
  // Of a disputed payment that is won.
  VOID: ["LIVE"],
} as const satisfies Record<TicketStatus, readonly TicketStatus[]>;
