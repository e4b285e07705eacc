/** What is known of a refund's failure: Stripe's `failure_reason`s that mean something to an organizer; all others read `refused`. */
export const FAILURE_WORDS = [
  "lost_or_stolen_card",
  "expired_or_canceled_card",
  "charge_for_pending_refund_disputed",
  "insufficient_funds",
  "declined",
  "refused",
] as const;
export type FailureWord = (typeof FAILURE_WORDS)[number];

/** A refund that the bank or the gateway refused, for the staff of its event. */
export type FailedRefund = {
  /** `12-0192f0c1-…` */
  refundId: string;
  orderNumber: string;
  buyer: { name: string; email: string };
  amountMinor: number;
  currency: string;
  failure: FailureWord;
  /** When it was last sent (ISO 8601). */
  sentAt: string;
};
