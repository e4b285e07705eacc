import { stripeTerms } from "#lib/platform/currencies";
import type { Desk } from "./desk.ts";
import {
  type ChargeRecord,
  type DisputeRecord,
  newId,
  type PayoutRecord,
  type RefundRecord,
  type TransactionRecord,
} from "./ledger.ts";

/**
 * Books what a captured charge brings to the balance: its amount less Stripe's fee and the platform's, to be paid out a week later.
 */
export function bookCharge(desk: Desk, charge: ChargeRecord, applicationFee: number): void {
  const { amountCaptured: amount, currency } = charge;
  const description = desk.ledger.intents.get(charge.intentId)?.description ?? null;
  const isAvailable = desk.ledger.methods.get(charge.methodId)?.card.behaviour.isAvailableAtOnce === true;
  const what = { type: "charge", category: "charge", waits: isAvailable ? 0 : PENDING_SECONDS } as const;
  const moved = book(desk, {
    ...what,
    amount,
    fee: chargeFee(amount, currency) + applicationFee,
    ...(applicationFee === 0 ? {} : { applicationFee }),
    currency,
    description,
    source: charge.id,
  });
  charge.transactionId = moved.id;
}

/** Books a refund, whose fee Stripe keeps; `returned` is what the platform gives back of its own. */
export function bookRefund(desk: Desk, refund: RefundRecord, returned: number): void {
  const { amount, chargeId, currency, id } = refund;
  const what = { type: "refund", category: "refund", description: `REFUND FOR CHARGE (${chargeId})` } as const;
  const fee = returned === 0 ? { fee: 0 } : { fee: -returned, applicationFee: -returned };
  refund.transactionId = book(desk, { ...what, ...fee, amount: -amount, currency, source: id }).id;
}

/** Books the return of a refund that the buyer's bank could not take. */
export function bookRefundFailure(desk: Desk, refund: RefundRecord): void {
  const { amount, chargeId, currency, id } = refund;
  const description = `REFUND FAILURE FOR CHARGE (${chargeId})`;
  const what = { type: "refund_failure", category: "refund_failure", description } as const;
  refund.failureTransactionId = book(desk, { ...what, amount, fee: 0, currency, source: id }).id;
}

/** Books what a dispute takes from the balance: the disputed amount and Stripe's fee for disputes. */
export function bookDispute(desk: Desk, dispute: DisputeRecord): void {
  const { amount, chargeId, currency } = dispute;
  const description = `Chargeback withdrawal for ${chargeId}`;
  const what = { type: "adjustment", category: "dispute", description, source: dispute.id } as const;
  keep(dispute, book(desk, { ...what, amount: -amount, fee: disputeFee(currency), currency }));
}

/** Books the return of a won dispute's amount; the fee stays with Stripe. */
export function bookDisputeReversal(desk: Desk, dispute: DisputeRecord): void {
  const { amount, chargeId, currency } = dispute;
  const description = `Chargeback reversal for ${chargeId}`;
  const what = { type: "adjustment", category: "dispute_reversal", description, source: dispute.id } as const;
  keep(dispute, book(desk, { ...what, amount, fee: 0, currency }));
}

/** Books what a payout takes from the balance. */
export function bookPayout(desk: Desk, payout: PayoutRecord): void {
  const { amount, currency, id } = payout;
  const what = { type: "payout", category: "payout", description: "STRIPE PAYOUT", payoutId: id } as const;
  payout.transactionId = book(desk, { ...what, amount: -amount, fee: 0, currency, source: id }).id;
}

const PENDING_SECONDS = 7 * 86_400;

type Movement = Omit<TransactionRecord, "id" | "created" | "availableOn"> & { readonly waits?: number };

/** Writes a movement of the balance down. */
export function book(desk: Desk, { waits = 0, ...movement }: Movement): TransactionRecord {
  const created = Math.floor(desk.now() / 1000);
  return desk.ledger.transactions.add({ ...movement, id: newId("txn"), created, availableOn: created + waits });
}

function keep(dispute: DisputeRecord, { id }: TransactionRecord): void {
  dispute.transactionIds = [...(dispute.transactionIds ?? []), id];
}

/** 2.9 % and 30 cents (stripe.com/pricing), where 30 cents are three fifths of the currency's smallest charge. */
function chargeFee(amount: number, currency: string): number {
  return Math.min(amount, Math.round(amount * 0.029 + minimumOf(currency) * 0.6));
}

/** 15 dollars, or thirty times the currency's smallest charge. */
function disputeFee(currency: string): number {
  return minimumOf(currency) * 30;
}

function minimumOf(currency: string): number {
  return stripeTerms(currency.toUpperCase())?.minimum ?? 0;
}
