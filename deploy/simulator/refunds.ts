import { formatAmount } from "./amounts.ts";
import { bookRefund } from "./book.ts";
import type { Desk, Operation } from "./desk.ts";
import { isDisputed } from "./disputes.ts";
import { invalidRequest, missingParam, noSuch } from "./fault.ts";
import { type Form, integerOf, refuseUnknown, textOf } from "./form.ts";
import { type ChargeRecord, newId } from "./ledger.ts";
import { readMetadata } from "./metadata.ts";
import { renderCharge, renderRefund } from "./render.ts";

/** `POST /v1/refunds`: part or all of the captured amount, never more than its rest. */
export const createRefund: Operation = (desk, call) => {
  const { form } = call;
  refuseUnknown(form, ["payment_intent", "charge", "amount", "reason", "metadata", "expand"]);
  const asked = integerOf(form, "amount");
  const reason = readReason(form);
  const metadata = readMetadata(form);
  const charge = chargeOf(desk, form);
  call.begin();
  if (isDisputed(desk, charge)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw invalidRequest(message, { code: "charge_disputed" });
  }
  const left = charge.amountCaptured - (charge.amountRefunded - (charge.amount - charge.amountCaptured));
  const amount = asked ?? left;
  refuseTooMuch(charge, { amount, left });
  const isFailing = desk.trouble.take("failing_refunds") !== undefined;
  const isSlow = !isFailing && desk.trouble.take("slow_refunds") !== undefined;
  if (!isFailing) charge.amountRefunded += amount;
  const refund = desk.ledger.refunds.add({
    id: newId("re"),
    created: Math.floor(desk.now() / 1000),
    intentId: charge.intentId,
    chargeId: charge.id,
    amount,
    currency: charge.currency,
    reason,
    metadata,
    ...(isFailing ? { status: "failed" } : isSlow ? { status: "pending" } : {}),
  });
  if (refund.status === undefined) bookRefund(desk, refund);
  desk.emit("refund.created", renderRefund(refund));
  if (isFailing) desk.emit("refund.failed", renderRefund(refund));
  desk.emit("charge.refunded", renderCharge(desk, charge));
  return renderRefund(refund);
};

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
