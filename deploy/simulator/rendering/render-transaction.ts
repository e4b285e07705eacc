import { APPLICATION_ID } from "../connect/render-application-fee.ts";
import type { Desk } from "../desk.ts";
import type { TransactionRecord } from "../ledger.ts";

/** A movement of the balance. Its money can be paid out from `available_on`, which its status repeats. */
export function renderTransaction(desk: Desk, transaction: TransactionRecord) {
  const { amount, applicationFee = 0, availableOn, currency, fee } = transaction;
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
    fee_details: [
      feeDetail("stripe_fee", fee - applicationFee, currency),
      feeDetail("application_fee", applicationFee, currency),
    ].filter((detail) => detail.amount !== 0),
    net: amount - fee,
    reporting_category: transaction.category,
    source: transaction.source,
    status: availableOn * 1000 <= desk.now() ? "available" : "pending",
    type: transaction.type,
  };
}

const FEES = {
  stripe_fee: { application: null, description: "Stripe processing fees" },
  application_fee: { application: APPLICATION_ID, description: "Fairseat application fee" },
} as const;

function feeDetail(type: keyof typeof FEES, amount: number, currency: string) {
  return { amount, ...FEES[type], currency, type };
}
