import type { PayoutRecord } from "../ledger.ts";

/** A payout to the seller's bank, which Stripe makes by itself each day. */
export function renderPayout(payout: PayoutRecord) {
  return {
    id: payout.id,
    object: "payout",
    amount: payout.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: payout.arrivalDate,
    automatic: true,
    balance_transaction: payout.transactionId ?? null,
    created: payout.created,
    currency: payout.currency,
    description: "STRIPE PAYOUT",
    destination: "ba_sandbox",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: payout.isPaid ? "completed" : "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: payout.isPaid ? "paid" : "in_transit",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
}
