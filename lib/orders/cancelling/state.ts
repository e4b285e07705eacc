/**
 * The states of an order of a cancelled event and every way from one to another. WAITING: nothing is decided. SENDING: its refund
 * is on the books and the gateway has not confirmed it.
 */
export const CANCELLED_ORDER_STATUSES = ["WAITING", "SENDING", "DONE", "FAILED"] as const;
export type CancelledOrderStatus = (typeof CANCELLED_ORDER_STATUSES)[number];

export const CANCELLED_ORDER_TRANSITIONS = {
  WAITING: ["SENDING", "DONE", "FAILED"],
  SENDING: ["DONE", "FAILED"],
  // The bank sent the money on, and it came back to us.
  DONE: ["FAILED"],
  // Staff send it again: a refused refund as SENDING, what could not be decided as WAITING.
  FAILED: ["WAITING", "SENDING"],
} as const satisfies Record<CancelledOrderStatus, readonly CancelledOrderStatus[]>;
