import type { Desk } from "../desk.ts";
import type { TransactionRecord } from "../ledger.ts";

/** A movement of the balance. Its money can be paid out from `available_on`, which its status repeats. */
export function renderTransaction(desk: Desk, transaction: TransactionRecord) {
  const { amount, availableOn, currency, fee } = transaction;
  const processing = { amount: fee, application: null, currency, description: "Stripe processing fees" };
  return {
    id: transaction.id,
    object: "balance_transaction",
    amount,
    available_on: availableOn,
    balance_type: "payments",
    created: transaction.created,
    currency,
    description: transaction.description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ ...processing, type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: transaction.category,
    source: transaction.source,
    status: availableOn * 1000 <= desk.now() ? "available" : "pending",
    type: transaction.type,
  };
}
