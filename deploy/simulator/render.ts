import type { Desk } from "./desk.ts";
import type {
  ChargeRecord,
  DisputeRecord,
  EventRecord,
  IntentRecord,
  MethodRecord,
  RefundRecord,
  TransactionRecord,
} from "./ledger.ts";
import type { Card } from "./test-cards.ts";

/** Records in Stripe's wire form, as much of it as the product reads. References are ids, see `expand.ts`. */
export function renderIntent(desk: Desk, intent: IntentRecord) {
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
    latest_charge: intent.chargeId,
    livemode: false,
    metadata: intent.metadata,
    next_action: nextActionOf(desk, intent),
    payment_method: intent.methodId,
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
    balance_transaction: charge.transactionId ?? null,
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
    balance_transaction: refund.transactionId ?? null,
    charge: refund.chargeId,
    created: refund.created,
    currency: refund.currency,
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason,
    status: refund.status ?? "succeeded",
  };
}

export function renderDispute(desk: Desk, dispute: DisputeRecord) {
  const { amount, currency, isWithdrawn } = dispute;
  return {
    id: dispute.id,
    object: "dispute",
    amount,
    balance_transactions: (dispute.transactionIds ?? []).flatMap((id) => {
      const transaction = desk.ledger.transactions.get(id);
      return transaction ? [renderTransaction(desk, transaction)] : [];
    }),
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
