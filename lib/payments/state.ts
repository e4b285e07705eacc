/** The states of a payment attempt and every way from one to another; an order's state is a different thing. */
export const PAYMENT_STATUSES = [
  "CREATED",
  "REQUIRES_ACTION",
  "AUTHORIZED",
  "CAPTURED",
  "CANCELED",
  "FAILED",
  "REFUNDED",
  "DISPUTED",
  "LOST",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_TRANSITIONS = {
  CREATED: ["REQUIRES_ACTION", "AUTHORIZED", "CAPTURED", "CANCELED", "FAILED"],
  REQUIRES_ACTION: ["AUTHORIZED", "CAPTURED", "CANCELED", "FAILED"],
  AUTHORIZED: ["CAPTURED", "CANCELED"],
  CAPTURED: ["REFUNDED", "DISPUTED", "LOST"],
  // A gateway may find the money after all (INV-2): it is then settled or given back, never kept in silence.
  // Where another attempt pays the order meanwhile it is surplus, and goes back without ever counting as ours.
  CANCELED: ["AUTHORIZED", "CAPTURED", "REFUNDED"],
  FAILED: ["REQUIRES_ACTION", "AUTHORIZED", "CAPTURED", "CANCELED", "REFUNDED"],
  REFUNDED: [],
  // Decided for us it is as before; a bank that gives the buyer the money takes it from us for good.
  DISPUTED: ["CAPTURED", "REFUNDED", "LOST"],
  LOST: [],
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>;

/** Attempts that may still take money: an order has at most one of them. */
export const LIVE_PAYMENT_STATUSES = [
  "CREATED",
  "REQUIRES_ACTION",
  "AUTHORIZED",
  "CAPTURED",
] as const satisfies readonly PaymentStatus[];

/** Whether an attempt may still take money. */
export function isLivePayment({ status }: { status: PaymentStatus }): boolean {
  return (LIVE_PAYMENT_STATUSES as readonly PaymentStatus[]).includes(status);
}

/** The states from which a payment may come into this one. */
export function paymentStatesBefore(to: PaymentStatus): PaymentStatus[] {
  return PAYMENT_STATUSES.filter((from) => (PAYMENT_TRANSITIONS[from] as readonly PaymentStatus[]).includes(to));
}

/** The same without disputed payments: a dispute ends by its own word alone, not by a repeated one about the payment. */
export function undisputedStatesBefore(to: PaymentStatus): PaymentStatus[] {
  return paymentStatesBefore(to).filter((from) => from !== "DISPUTED");
}

/**
 * What a payment reads as: money that a bank sent back to us after it was refunded is no longer with the buyer. Its state stays,
 * because another payment may pay the order by now.
 */
export function shownPaymentStatus(payment: {
  status: PaymentStatus;
  amountMinor: number;
  refundedMinor: number;
}): PaymentStatus {
  return payment.status === "REFUNDED" && payment.refundedMinor < payment.amountMinor ? "CAPTURED" : payment.status;
}
