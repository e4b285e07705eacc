/** The states of an order and every way from one to another. Where its money is, is the payment's state. */
export const ORDER_STATUSES = ["PENDING", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "FAILED"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const ORDER_TRANSITIONS = {
  PENDING: ["PAID", "FAILED"],
  PAID: ["PARTIALLY_REFUNDED", "REFUNDED", "FAILED"],
  PARTIALLY_REFUNDED: ["REFUNDED"],
  REFUNDED: [],
  // Late money whose own seats are still free takes them after all; where they are gone, other seats may be on offer.
  FAILED: ["PAID", "PENDING"],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** What an order reads as: the tickets of one that cost nothing become void, no money goes back. */
export const SHOWN_STATUSES = [...ORDER_STATUSES, "PARTIALLY_VOIDED", "VOIDED"] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

export function shownStatus({ status, totalMinor }: { status: OrderStatus; totalMinor: number }): ShownStatus {
  if (totalMinor > 0) return status;
  return status === "REFUNDED" ? "VOIDED" : status === "PARTIALLY_REFUNDED" ? "PARTIALLY_VOIDED" : status;
}

/** Orders in these states have given the use of their promo code back. */
export const WITHOUT_PROMO_USE = ["FAILED", "REFUNDED"] as const satisfies readonly OrderStatus[];
