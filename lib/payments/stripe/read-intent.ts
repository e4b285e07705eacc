import type Stripe from "stripe";
import type {
  Decline,
  GatewayDispute,
  GatewayFee,
  GatewayPayment,
  GatewayPaymentStatus,
  GatewayRefund,
} from "../gateway.ts";
import { fromStripeAmount } from "./amounts.ts";

/** Stripe's objects in the port's words. Pure; expansions that are missing leave the fields that need them absent. */
export function readIntent(intent: Stripe.PaymentIntent): GatewayPayment {
  const currency = intent.currency.toUpperCase();
  const refunded = refundedOf(intent);
  const methodLabel = labelOf(intent);
  const cardFingerprint = cardOf(intent)?.fingerprint;
  const decline = declineOf(intent.last_payment_error);
  const fee = feeOf(intent);
  const redirectUrl = intent.next_action?.redirect_to_url?.url;
  return {
    kind: "payment",
    gatewayId: intent.id,
    // A status that Stripe invents later is one to ask about again, neither to settle nor to release on.
    status: STATUSES[intent.status] ?? "processing",
    amountMinor: fromStripeAmount(intent.amount, currency),
    currency,
    metadata: { ...intent.metadata },
    ...(refunded === undefined ? {} : { amountRefundedMinor: fromStripeAmount(refunded, currency) }),
    ...(intent.client_secret ? { clientSecret: intent.client_secret } : {}),
    ...(redirectUrl ? { redirectUrl } : {}),
    ...(methodLabel ? { methodLabel } : {}),
    ...(cardFingerprint ? { cardFingerprint } : {}),
    ...(decline ? { decline } : {}),
    ...(fee ? { fee } : {}),
  };
}

export function readRefund(refund: Stripe.Refund): GatewayRefund {
  const paymentId = idOf(refund.payment_intent);
  const moved = refund.balance_transaction;
  return {
    gatewayId: refund.id,
    status: REFUND_STATUSES[refund.status ?? "pending"] ?? "pending",
    ...(refund.failure_reason ? { failure: refund.failure_reason } : {}),
    amountMinor: fromStripeAmount(refund.amount, refund.currency),
    ...(paymentId ? { gatewayPaymentId: paymentId } : {}),
    ...(refund.metadata?.refund_key ? { key: refund.metadata.refund_key } : {}),
    ...(moved && typeof moved === "object" ? { fee: readFee(moved) } : {}),
  };
}

export function readDispute(dispute: Stripe.Dispute): GatewayDispute {
  const paymentId = idOf(dispute.payment_intent);
  const dueBy = dispute.evidence_details?.due_by;
  const movedMinor = (dispute.balance_transactions ?? []).reduce((sum, { amount }) => sum + amount, 0);
  return {
    gatewayId: dispute.id,
    status: DISPUTE_STATUSES[dispute.status] ?? "open",
    amountMinor: fromStripeAmount(dispute.amount, dispute.currency),
    isWithdrawn: movedMinor < 0,
    reason: dispute.reason,
    ...(paymentId ? { gatewayPaymentId: paymentId } : {}),
    ...(dueBy ? { evidenceDueAt: new Date(dueBy * 1_000) } : {}),
    fees: (dispute.balance_transactions ?? []).map(readFee),
  };
}

/** All others are open: they ask for evidence or weigh it. */
const DISPUTE_STATUSES: Record<string, GatewayDispute["status"]> = {
  won: "won",
  lost: "lost",
  warning_closed: "won",
  prevented: "won",
};

/** The bank's reason before the gateway's, because it is the one that tells the buyer what to do. */
export function declineOf(error: DeclineSource | null | undefined): Decline | undefined {
  if (!error) return undefined;
  return {
    code: error.decline_code || error.code || "card_declined",
    message: error.message ?? "The card was declined.",
  };
}

type DeclineSource = { decline_code?: string; code?: string; message?: string };

export function idOf(reference: string | { id: string } | null | undefined): string | undefined {
  return typeof reference === "string" ? reference : reference?.id;
}

// An unconfirmed intent holds no money, which is all that "failed" says; we never leave one in that state ourselves.
const STATUSES: Record<string, GatewayPaymentStatus> = {
  requires_payment_method: "failed",
  requires_confirmation: "failed",
  requires_action: "requires_action",
  processing: "processing",
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
};

const REFUND_STATUSES: Record<string, GatewayRefund["status"]> = {
  succeeded: "succeeded",
  pending: "pending",
  requires_action: "pending",
  failed: "failed",
  canceled: "failed",
};

/** A reservation that was let go counts as refunded on the charge, though no money ever moved: that is not a refund. */
function refundedOf(intent: Stripe.PaymentIntent): number | undefined {
  const charge = intent.latest_charge;
  if (charge === null) return 0;
  if (typeof charge !== "object") return undefined;
  return charge.captured ? charge.amount_refunded : 0;
}

/** Stripe may capture first and book the movement later; the reconciliation finds its fee then. */
function feeOf({ latest_charge: charge }: Stripe.PaymentIntent): GatewayFee | undefined {
  if (charge === null || typeof charge !== "object" || !charge.captured) return undefined;
  const moved = charge.balance_transaction;
  return moved && typeof moved === "object" ? readFee(moved) : undefined;
}

/** The fee of a movement with the part of it that went to the platform. */
export function readFee({ id, fee, currency, fee_details }: Stripe.BalanceTransaction): GatewayFee {
  const own = (fee_details ?? []).filter(({ type }) => type === "application_fee");
  const ownFee = own.reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...{ id, feeMinor: fromStripeAmount(fee, currency), currency: currency.toUpperCase() },
    ...(ownFee === 0 ? {} : { applicationFeeMinor: fromStripeAmount(ownFee, currency) }),
  };
}

/** The charge's and the method's words for how it was paid; null where they are not expanded. */
function paidWith(intent: Stripe.PaymentIntent) {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const method = typeof intent.payment_method === "object" ? intent.payment_method : null;
  return { charge, method };
}

function cardOf(intent: Stripe.PaymentIntent) {
  const { charge, method } = paidWith(intent);
  return charge?.payment_method_details?.card ?? method?.card;
}

function labelOf(intent: Stripe.PaymentIntent): string | undefined {
  const { charge, method } = paidWith(intent);
  const card = cardOf(intent);
  if (card?.last4) return `${BRANDS[card.brand ?? ""] ?? "Card"} •••• ${card.last4}`;
  const type = charge?.payment_method_details?.type ?? method?.type;
  return type?.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}

const BRANDS: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  cartes_bancaires: "Cartes Bancaires",
  eftpos_au: "eftpos",
};
