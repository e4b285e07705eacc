import type { Desk } from "./desk.ts";
import type { ChargeRecord, DisputeRecord, EventRecord, IntentRecord, MethodRecord, RefundRecord } from "./ledger.ts";
import type { Card } from "./test-cards.ts";

/** Records in Stripe's wire form, as much of it as the product reads. References are ids unless `expand` names them. */
export function renderIntent(desk: Desk, intent: IntentRecord, expand: readonly string[] = []) {
  const charge = intent.chargeId === null ? undefined : desk.ledger.charges.get(intent.chargeId);
  const method = intent.methodId === null ? undefined : desk.ledger.methods.get(intent.methodId);
  return {
    id: intent.id,
    object: "payment_intent",
    amount: intent.amount,
    amount_capturable: intent.status === "requires_capture" ? intent.amount : 0,
    amount_received: intent.amountReceived,
    automatic_payment_methods: { allow_redirects: "always", enabled: true },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.secret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    last_payment_error: intent.lastError,
    latest_charge: charge && expand.includes("latest_charge") ? renderCharge(desk, charge) : intent.chargeId,
    livemode: false,
    metadata: intent.metadata,
    next_action: nextActionOf(desk, intent),
    payment_method: method && expand.includes("payment_method") ? renderMethod(method) : intent.methodId,
    payment_method_types: ["card"],
    receipt_email: intent.receiptEmail,
    status: intent.status,
  };
}

export function renderCharge(desk: Desk, charge: ChargeRecord) {
  const method = desk.ledger.methods.get(charge.methodId);
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    billing_details: method?.billing ?? {},
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    livemode: false,
    metadata: charge.metadata,
    paid: charge.failure === null,
    payment_intent: charge.intentId,
    payment_method: charge.methodId,
    payment_method_details: method ? { type: "card", card: renderCard(method.card) } : null,
    refunded: charge.amountRefunded >= charge.amount,
    status: charge.failure === null ? "succeeded" : "failed",
  };
}

export function renderMethod(method: MethodRecord) {
  return {
    id: method.id,
    object: "payment_method",
    billing_details: { address: null, ...method.billing },
    card: renderCard(method.card),
    created: method.created,
    customer: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export function renderRefund(refund: RefundRecord) {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    charge: refund.chargeId,
    created: refund.created,
    currency: refund.currency,
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason,
    status: refund.status ?? "succeeded",
  };
}

export function renderDispute(dispute: DisputeRecord) {
  const { amount, currency, isWithdrawn, wasReinstated } = dispute;
  const moved = (sum: number) => ({ object: "balance_transaction", amount: sum, currency, type: "adjustment" });
  return {
    id: dispute.id,
    object: "dispute",
    amount,
    balance_transactions: [
      ...(isWithdrawn || wasReinstated ? [moved(-amount)] : []),
      ...(wasReinstated ? [moved(amount)] : []),
    ],
    charge: dispute.chargeId,
    created: dispute.created,
    currency,
    evidence_details: { due_by: dispute.dueBy, has_evidence: false, past_due: false, submission_count: 0 },
    is_charge_refundable: !isWithdrawn,
    livemode: false,
    metadata: {},
    payment_intent: dispute.intentId,
    reason: dispute.reason,
    status: dispute.status,
  };
}

export function renderEvent(event: EventRecord) {
  return {
    id: event.id,
    object: "event",
    api_version: API_VERSION,
    created: event.created,
    data: { object: event.object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: event.type,
  };
}

/** The version whose shapes these are: the one that the SDK in package.json pins. */
const API_VERSION = "2026-10-28.endive";

function renderCard(card: Card) {
  return {
    brand: card.brand,
    country: "US",
    exp_month: card.expMonth,
    exp_year: card.expYear,
    funding: "credit",
    last4: card.last4,
    wallet: null,
  };
}

function nextActionOf(desk: Desk, intent: IntentRecord) {
  if (intent.status !== "requires_action") return null;
  const url = `${desk.url()}/challenge/${intent.id}?client_secret=${intent.secret}`;
  return { type: "redirect_to_url", redirect_to_url: { return_url: intent.returnUrl, url } };
}
