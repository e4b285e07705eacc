import { formatAmount } from "./amounts.ts";
import { bookRefund, bookRefundFailure } from "./book.ts";
import { returnApplicationFee } from "./connect/application-fees.ts";
import type { Desk, Operation } from "./desk.ts";
import { isDisputed } from "./disputes.ts";
import { invalidRequest, missingParam, noSuch } from "./fault.ts";
import { type Form, integerOf, refuseUnknown, textOf } from "./form.ts";
import { type ChargeRecord, newId, type RefundRecord } from "./ledger.ts";
import { readMetadata } from "./metadata.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderRefund } from "./rendering/render-refund.ts";

/** `POST /v1/refunds`: part or all of the captured amount, never more than its rest. */
export const createRefund: Operation = (desk, call) => {
  const { form } = call;
  refuseUnknown(form, ["payment_intent", "charge", "amount", "reason", "metadata", "expand", "refund_application_fee"]);
  const asked = integerOf(form, "amount");
  const reason = readReason(form);
  const metadata = readMetadata(form);
  const charge = chargeOf(desk, form);
  const returnsFee = returnsFeeOf(form, charge);
  call.begin();
  if (isDisputed(desk, charge)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw invalidRequest(message, { code: "charge_disputed" });
  }
  const left = charge.amountCaptured - (charge.amountRefunded - (charge.amount - charge.amountCaptured));
  const amount = asked ?? left;
  refuseTooMuch(charge, { amount, left });
  const course = courseOf(desk, charge);
  const refund = desk.ledger.refunds.add({
    id: newId("re"),
    created: Math.floor(desk.now() / 1000),
    intentId: charge.intentId,
    chargeId: charge.id,
    methodId: charge.methodId,
    amount,
    currency: charge.currency,
    reason,
    metadata,
    ...course.refund,
    ...returnsFee,
  });
  charge.refundIds = [...(charge.refundIds ?? []), refund.id];
  if (refund.status !== "failed") charge.amountRefunded += amount;
  if (refund.status === undefined) moveRefund(desk, charge, refund);
  desk.emit("refund.created", renderRefund(refund));
  if (refund.status === "failed") desk.emit("refund.failed", renderRefund(refund));
  desk.emit("charge.refunded", renderCharge(desk, charge));
  if (refund.fate) desk.later(course.delayMs, () => settleRefund(desk, refund));
  return renderRefund(refund);
};

/** Gives the refunds that were not at their end when the simulator stopped to the bank again, because their timers are gone. */
export function finishRefunds(desk: Desk): void {
  for (const refund of desk.ledger.refunds.list()) {
    if (refund.fate) desk.later(LATER_MS, () => settleRefund(desk, refund));
  }
}

export const retrieveRefund: Operation = (desk, { id }) => {
  const refund = desk.ledger.refunds.get(id);
  if (!refund) throw noSuch("refund", id, { param: "id", status: 404 });
  return renderRefund(refund);
};

function chargeOf(desk: Desk, form: Form): ChargeRecord {
  const intentId = textOf(form, "payment_intent");
  const intent = intentId === undefined ? undefined : desk.ledger.intents.get(intentId);
  if (intentId !== undefined && !intent) {
    throw noSuch("payment_intent", intentId, { param: "payment_intent", status: 400 });
  }
  const chargeId = textOf(form, "charge") ?? intent?.chargeId;
  if (chargeId === undefined) throw missingParam("payment_intent");
  const charge = chargeId === null ? undefined : desk.ledger.charges.get(chargeId);
  if (!charge?.captured) {
    throw invalidRequest(`This PaymentIntent (${intentId ?? chargeId}) does not have a successful charge to refund.`);
  }
  return charge;
}

function moveRefund(desk: Desk, charge: ChargeRecord, refund: RefundRecord): void {
  bookRefund(desk, refund, refund.returnsFee ? returnApplicationFee(desk, charge, refund.amount) : 0);
}

function returnsFeeOf(form: Form, charge: ChargeRecord): { returnsFee?: true } {
  if (textOf(form, "refund_application_fee") !== "true") return {};
  if (charge.applicationFeeId !== undefined) return { returnsFee: true };
  const message = `Charge ${charge.id} has no application fee to refund.`;
  throw invalidRequest(message, { param: "refund_application_fee" });
}

function refuseTooMuch(charge: ChargeRecord, { amount, left }: { amount: number; left: number }): void {
  if (left <= 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (amount < 1)
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount > left) {
    const [wanted, rest] = [formatAmount(amount, charge.currency), formatAmount(left, charge.currency)];
    const message = `Refund amount (${wanted}) is greater than unrefunded amount on charge (${rest})`;
    throw invalidRequest(message, { code: "amount_too_large", param: "amount" });
  }
}

function readReason(form: Form): string | null {
  const reason = textOf(form, "reason");
  if (reason === undefined) return null;
  if (["duplicate", "fraudulent", "requested_by_customer"].includes(reason)) return reason;
  throw invalidRequest(`Invalid reason: ${reason}`, { param: "reason" });
}

const LATER_MS = 1000;
const FAILURE = "expired_or_canceled_card";

type Course = { readonly refund: Pick<RefundRecord, "status" | "fate" | "failureReason">; readonly delayMs: number };

/** What becomes of a refund: the troubles that are playing decide, and else the test card. */
function courseOf(desk: Desk, charge: ChargeRecord): Course {
  const behaviour = desk.ledger.methods.get(charge.methodId)?.card.behaviour.refund;
  const failing = desk.trouble.take("failing_refunds");
  if (failing?.delayMs !== undefined) return { refund: { fate: "fails" }, delayMs: failing.delayMs };
  if (failing) return { refund: { status: "failed", failureReason: FAILURE }, delayMs: 0 };
  const slow = desk.trouble.take("slow_refunds");
  if (slow?.delayMs !== undefined) return { refund: { status: "pending", fate: "succeeds" }, delayMs: slow.delayMs };
  if (slow) return { refund: { status: "pending" }, delayMs: 0 };
  if (behaviour === "fails") return { refund: { fate: "fails" }, delayMs: LATER_MS };
  if (behaviour === "pends") return { refund: { status: "pending", fate: "succeeds" }, delayMs: LATER_MS };
  return { refund: {}, delayMs: 0 };
}

/** The bank's last word on a refund: it is through, or the money is back on the seller's balance and can be refunded again. */
function settleRefund(desk: Desk, refund: RefundRecord): void {
  const charge = desk.ledger.charges.get(refund.chargeId);
  const { fate } = refund;
  if (!charge || !fate) return;
  delete refund.fate;
  delete refund.status;
  if (fate === "succeeds") moveRefund(desk, charge, refund);
  else {
    refund.status = "failed";
    refund.failureReason = FAILURE;
    charge.amountRefunded -= refund.amount;
    bookRefundFailure(desk, refund);
  }
  desk.emit("charge.refund.updated", renderRefund(refund));
  desk.emit("refund.updated", renderRefund(refund));
  if (refund.status === "failed") desk.emit("refund.failed", renderRefund(refund));
}
