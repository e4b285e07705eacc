import type { RefundRecord } from "../ledger.ts";

/** A refund in Stripe's wire form. Only one that failed says why, and which movement brought the money back. */
export function renderRefund(refund: RefundRecord) {
  const status = refund.status ?? "succeeded";
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: refund.transactionId ?? null,
    charge: refund.chargeId,
    created: refund.created,
    currency: refund.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    ...(status === "failed"
      ? {
          failure_balance_transaction: refund.failureTransactionId ?? null,
          failure_reason: refund.failureReason ?? "unknown",
        }
      : {}),
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    payment_method: refund.methodId ?? null,
    ...(status === "pending" ? { pending_reason: "processing" } : {}),
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
}
