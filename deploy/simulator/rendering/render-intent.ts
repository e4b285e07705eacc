import { APPLICATION_ID } from "../connect/render-application-fee.ts";
import type { Desk } from "../desk.ts";
import { errorOnWire } from "../fault.ts";
import type { IntentRecord } from "../ledger.ts";
import { renderMethod } from "./render-method.ts";

/** A payment intent in Stripe's wire form. References are ids, see `expand.ts`; what we do not use is null, as at Stripe. */
export function renderIntent(desk: Desk, intent: IntentRecord) {
  return {
    id: intent.id,
    object: "payment_intent",
    amount: intent.amount,
    amount_capturable: intent.status === "requires_capture" ? intent.amount : 0,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    application: desk.account === undefined ? null : APPLICATION_ID,
    application_fee_amount: intent.applicationFee ?? null,
    automatic_payment_methods: { allow_redirects: "always", enabled: true },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.secret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    customer: null,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: lastErrorOf(desk, intent),
    latest_charge: intent.chargeId,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: intent.metadata,
    next_action: nextActionOf(desk, intent),
    on_behalf_of: null,
    payment_method: intent.methodId,
    payment_method_configuration_details: null,
    payment_method_options: { card: CARD_OPTIONS },
    payment_method_types: ["card"],
    processing: intent.status === "processing" ? { type: "card", card: {} } : null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: intent.status,
    transfer_data: null,
    transfer_group: null,
  };
}

const CARD_OPTIONS = { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" };

function lastErrorOf(desk: Desk, { lastError }: IntentRecord) {
  if (lastError === null) return null;
  const method = desk.ledger.methods.get(String(lastError.payment_method));
  return errorOnWire({ ...lastError, payment_method: method ? renderMethod(method) : null });
}

function nextActionOf(desk: Desk, intent: IntentRecord) {
  if (intent.status !== "requires_action") return null;
  const url = `${desk.url()}/challenge/${intent.id}?client_secret=${intent.secret}`;
  return { type: "redirect_to_url", redirect_to_url: { return_url: intent.returnUrl, url } };
}
