/** The states of a refund and every way from one to another. */
export const REFUND_STATUSES = ["PENDING", "SUCCEEDED", "FAILED"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export const REFUND_TRANSITIONS = {
  PENDING: ["SUCCEEDED", "FAILED"],
  // The bank sent the money on, and it came back to us.
  SUCCEEDED: ["FAILED"],
  // Staff send it off again.
  FAILED: ["PENDING"],
} as const satisfies Record<RefundStatus, readonly RefundStatus[]>;
