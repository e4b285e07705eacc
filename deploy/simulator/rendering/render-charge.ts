import { APPLICATION_ID } from "../connect/render-application-fee.ts";
import type { Desk } from "../desk.ts";
import type { ChargeRecord, MethodRecord } from "../ledger.ts";
import { renderCard } from "./render-card.ts";
import { renderBilling } from "./render-method.ts";
import { renderOutcome } from "./render-outcome.ts";
import { renderRefund } from "./render-refund.ts";

/** A charge in Stripe's wire form: one try to take money for an intent, with what the bank and Stripe's Radar said to it. */
export function renderCharge(desk: Desk, charge: ChargeRecord) {
  const method = desk.ledger.methods.get(charge.methodId);
  const intent = desk.ledger.intents.get(charge.intentId);
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    ...UNUSED,
    balance_transaction: charge.transactionId ?? null,
    billing_details: renderBilling(method?.billing),
    application: desk.account === undefined ? null : APPLICATION_ID,
    application_fee: charge.applicationFeeId ?? null,
    application_fee_amount: intent?.applicationFee ?? null,
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    description: intent?.description ?? null,
    disputed: charge.isDisputed === true,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    outcome: renderOutcome(charge, method),
    paid: charge.failure === null,
    payment_intent: charge.intentId,
    payment_method: charge.methodId,
    payment_method_details: method ? { type: "card", card: chargedCard(charge, method) } : null,
    receipt_email: intent?.receiptEmail ?? null,
    refunded: charge.amountRefunded >= charge.amount,
    refunds: refundsOf(desk, charge),
    status: charge.failure === null ? "succeeded" : "failed",
  };
}

/** What only accounts with Terminal, sources or shipping have. No receipts are mailed, so none has an address. */
const UNUSED = {
  calculated_statement_descriptor: null,
  customer: null,
  failure_balance_transaction: null,
  on_behalf_of: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
};

function chargedCard(charge: ChargeRecord, { card }: MethodRecord) {
  return {
    ...renderCard(card),
    amount_authorized: charge.failure === null ? charge.amount : null,
    authorization_code: null,
    ...(charge.captureBefore === undefined ? {} : { capture_before: charge.captureBefore }),
    extended_authorization: { status: "disabled" },
    incremental_authorization: { status: "unavailable" },
    installments: null,
    mandate: null,
    multicapture: { status: "unavailable" },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: charge.amount, status: "unavailable" },
    three_d_secure: charge.isAuthenticated ? AUTHENTICATED : null,
    transaction_link_id: null,
  };
}

const AUTHENTICATED = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
};

function refundsOf(desk: Desk, charge: ChargeRecord) {
  const records = (charge.refundIds ?? []).flatMap((id) => desk.ledger.refunds.get(id) ?? []).reverse();
  const url = `/v1/charges/${charge.id}/refunds`;
  return { object: "list", data: records.slice(0, 10).map(renderRefund), has_more: records.length > 10, url };
}
