import { bookCharge } from "./book.ts";
import { takeApplicationFee } from "./connect/application-fees.ts";
import type { Desk } from "./desk.ts";
import { openDispute } from "./disputes.ts";
import { type ChargeRecord, type IntentRecord, type MethodRecord, newId } from "./ledger.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderIntent } from "./rendering/render-intent.ts";
import type { CardDecline } from "./test-cards.ts";

/** Confirms an intent with a method: leads to the challenge or to the bank. The intent's status is the result. */
export function confirmIntent(desk: Desk, intent: IntentRecord, method: MethodRecord): void {
  intent.methodId = method.id;
  intent.lastError = null;
  intent.isAuthenticated = false;
  if (!method.card.behaviour.challenge) {
    askBank(desk, intent, method);
    return;
  }
  intent.status = "requires_action";
  desk.emit("payment_intent.requires_action", renderIntent(desk, intent));
}

/** The buyer's answer to the challenge. Does nothing when the intent no longer waits for one. */
export function answerChallenge(desk: Desk, intent: IntentRecord, outcome: "complete" | "fail"): void {
  if (intent.status !== "requires_action") return;
  const method = intent.methodId === null ? undefined : desk.ledger.methods.get(intent.methodId);
  if (outcome === "complete" && method) {
    intent.isAuthenticated = true;
    askBank(desk, intent, method);
    return;
  }
  refuse(desk, intent, {
    code: "payment_intent_authentication_failure",
    message: "The provided PaymentMethod has failed authentication. Provide a new PaymentMethod to try again.",
  });
}

/** Completes payments that were `processing` when the simulator stopped, because their timers are gone. */
export function finishProcessing(desk: Desk): void {
  for (const intent of desk.ledger.intents.list()) {
    const method = intent.methodId === null ? undefined : desk.ledger.methods.get(intent.methodId);
    if (intent.status === "processing" && method) desk.later(1000, () => succeed(desk, intent, method));
  }
}

function askBank(desk: Desk, intent: IntentRecord, method: MethodRecord): void {
  const { decline } = method.card.behaviour;
  const late = decline ? undefined : desk.trouble.take("late_success");
  if (decline) {
    declineCharge(desk, intent, { method, decline });
  } else if (late) {
    intent.status = "processing";
    desk.emit("payment_intent.processing", renderIntent(desk, intent));
    desk.later(late.delayMs ?? 1000, () => succeed(desk, intent, method));
  } else {
    succeed(desk, intent, method);
  }
}

function succeed(desk: Desk, intent: IntentRecord, method: MethodRecord): void {
  const captured = intent.captureMethod === "automatic";
  method.spent = true;
  const charge = keepCharge(desk, intent, { methodId: method.id, failure: null });
  charge.captured = captured;
  charge.amountCaptured = captured ? intent.amount : 0;
  if (captured) collectCharge(desk, charge);
  else charge.captureBefore = charge.created + AUTHORIZED_SECONDS;
  intent.amountReceived = charge.amountCaptured;
  intent.status = captured ? "succeeded" : "requires_capture";
  desk.emit("charge.succeeded", renderCharge(desk, charge));
  const event = captured ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated";
  desk.emit(event, renderIntent(desk, intent));
  if (captured) openDispute(desk, charge);
}

/** Brings the money of a captured charge to the balance, and the platform's part of it to the platform's. */
export function collectCharge(desk: Desk, charge: ChargeRecord): void {
  bookCharge(desk, charge, takeApplicationFee(desk, charge)?.amount ?? 0);
}

/** How long most cards reserve money (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
export const AUTHORIZED_SECONDS = 7 * 86_400;

function declineCharge(desk: Desk, intent: IntentRecord, why: { method: MethodRecord; decline: CardDecline }): void {
  const { method, decline } = why;
  const charge = keepCharge(desk, intent, { methodId: method.id, failure: decline });
  desk.emit("charge.failed", renderCharge(desk, charge));
  refuse(desk, intent, decline);
}

function refuse(desk: Desk, intent: IntentRecord, decline: CardDecline): void {
  intent.status = "requires_payment_method";
  intent.lastError = {
    type: "card_error",
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    ...(intent.chargeId ? { charge: intent.chargeId } : {}),
    payment_method: intent.methodId,
  };
  intent.methodId = null;
  desk.emit("payment_intent.payment_failed", renderIntent(desk, intent));
}

function keepCharge(desk: Desk, intent: IntentRecord, about: Pick<ChargeRecord, "methodId" | "failure">): ChargeRecord {
  const charge = desk.ledger.charges.add({
    ...about,
    id: newId("ch"),
    created: Math.floor(desk.now() / 1000),
    intentId: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    metadata: { ...intent.metadata },
    isAuthenticated: intent.isAuthenticated === true,
    captured: false,
    amountCaptured: 0,
    amountRefunded: 0,
  });
  intent.chargeId = charge.id;
  return charge;
}
