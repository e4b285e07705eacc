import type { PaymentStatus } from "#lib/payments/state";

/**
 * The payment that holds an order's money, or held it before all of it went back; undefined when none ever did. One
 * beside it that went back as surplus comes last.
 */
export function payingPayment<P extends { readonly status: PaymentStatus }>(payments: readonly P[]): P | undefined {
  return (
    payments.findLast(({ status }) => HOLDING.has(status)) ?? payments.findLast(({ status }) => status === "REFUNDED")
  );
}

const HOLDING: ReadonlySet<PaymentStatus> = new Set(["AUTHORIZED", "CAPTURED", "DISPUTED", "LOST"]);
