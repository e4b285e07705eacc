import type { ApplicationFeeRecord, FeeRefundRecord } from "./account-record.ts";

/** The one platform of the simulator. */
export const APPLICATION_ID = "ca_sandbox";

/** What the platform took of a charge, in Stripe's wire form, with the latest ten times that it gave some of it back. */
export function renderApplicationFee(fee: ApplicationFeeRecord) {
  const refunds = [...fee.refunds].reverse();
  return {
    id: fee.id,
    object: "application_fee",
    account: fee.accountId,
    amount: fee.amount,
    amount_refunded: fee.amountRefunded,
    application: APPLICATION_ID,
    balance_transaction: fee.transactionId,
    charge: fee.chargeId,
    created: fee.created,
    currency: fee.currency,
    fee_source: { charge: fee.chargeId, type: "charge" },
    livemode: false,
    originating_transaction: null,
    refunded: fee.amountRefunded >= fee.amount,
    refunds: {
      object: "list",
      data: refunds.slice(0, 10).map((refund) => renderFeeRefund(fee, refund)),
      has_more: refunds.length > 10,
      url: `/v1/application_fees/${fee.id}/refunds`,
    },
  };
}

export function renderFeeRefund(fee: ApplicationFeeRecord, refund: FeeRefundRecord) {
  return {
    id: refund.id,
    object: "fee_refund",
    amount: refund.amount,
    balance_transaction: refund.transactionId,
    created: refund.created,
    currency: fee.currency,
    fee: fee.id,
    metadata: refund.metadata,
  };
}
