import { isLivePayment, type PaymentStatus } from "#lib/payments/state";

/** So long after it began, a payment that its gateway does not know is asked about again. Then nothing will come of it. */
export const UNKNOWN_MS = 24 * 3_600_000;

/** The decline code of a payment that its gateway does not know. */
export const UNKNOWN_CODE = "unknown_to_gateway";

/**
 * Whether a payment that its gateway says it does not know is closed. Money that is captured in our books is never closed so: that is a
 * difference between the books and the gateway, which a person must look at.
 */
export function mayCloseUnknown(payment: { status: PaymentStatus; createdAt: Date }, now: Date): boolean {
  const isOpen = isLivePayment(payment) && payment.status !== "CAPTURED";
  return isOpen && now.getTime() - payment.createdAt.getTime() >= UNKNOWN_MS;
}
