import { checkAmount, checkCurrency } from "./amounts.ts";
import { collectCharge, confirmIntent } from "./charge.ts";
import { refuseUnableToCharge } from "./connect/accounts.ts";
import type { Call, Desk, Operation } from "./desk.ts";
import { openDispute } from "./disputes.ts";
import { invalidRequest, missingParam, noSuch, StripeFault } from "./fault.ts";
import { type Form, formOf, integerOf, refuseUnknown, textOf } from "./form.ts";
import { type IntentRecord, newId } from "./ledger.ts";
import { readMetadata } from "./metadata.ts";
import { methodFor } from "./payment-methods.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderIntent } from "./rendering/render-intent.ts";

/** `POST /v1/payment_intents`, confirmed at once with `confirm=true`. A declined card is a 402 that carries the intent. */
export const createIntent: Operation = (desk, call) => {
  const { form } = call;
  refuseUnknown(form, KNOWN);
  const amount = integerOf(form, "amount");
  const currency = textOf(form, "currency")?.toLowerCase();
  if (amount === undefined) throw missingParam("amount");
  if (currency === undefined) throw missingParam("currency");
  checkCurrency(currency);
  checkAmount(amount, currency);
  const returnUrl = readReturnUrl(form);
  const confirm = textOf(form, "confirm") === "true";
  const methodId = textOf(form, "payment_method");
  if (confirm && methodId === undefined) throw missingParam("payment_method");
  if (confirm && returnUrl === null && takesRedirects(form)) throw missingParam("return_url");
  const captureMethod = readCaptureMethod(form);
  const metadata = readMetadata(form);
  const fee = readApplicationFee(desk, form, amount);
  refuseUnableToCharge(desk);
  const method = methodId === undefined ? undefined : methodFor(desk, methodId);
  call.begin();
  const id = newId("pi");
  const intent = desk.ledger.intents.add({
    id,
    secret: newId(`${id}_secret`),
    created: Math.floor(desk.now() / 1000),
    amount,
    currency,
    captureMethod,
    description: textOf(form, "description") ?? null,
    receiptEmail: textOf(form, "receipt_email") ?? null,
    metadata,
    ...(fee === undefined ? {} : { applicationFee: fee }),
    status: method ? "requires_confirmation" : "requires_payment_method",
    methodId: method?.id ?? null,
    chargeId: null,
    amountReceived: 0,
    returnUrl,
    lastError: null,
    canceledAt: null,
    cancellationReason: null,
  });
  desk.emit("payment_intent.created", renderIntent(desk, intent));
  if (confirm && method) confirmIntent(desk, intent, method);
  return answerWith(desk, intent);
};

/** `POST /v1/payment_intents/:id/confirm`, by the server, or by the browser that has the client secret. */
export const confirmOperation: Operation = (desk, call) => {
  const intent = loadIntent(desk, call);
  const returnUrl = readReturnUrl(call.form);
  const methodId = textOf(call.form, "payment_method") ?? intent.methodId;
  refuseUnableToCharge(desk);
  if (methodId === null) throw missingParam("payment_method");
  const isOpen = intent.status === "requires_payment_method" || intent.status === "requires_confirmation";
  const method = isOpen ? methodFor(desk, methodId) : undefined;
  call.begin();
  if (!method) throw unexpectedState(desk, intent, "confirmed");
  intent.returnUrl = returnUrl ?? intent.returnUrl;
  confirmIntent(desk, intent, method);
  return answerWith(desk, intent);
};

export const retrieveIntent: Operation = (desk, call) => renderIntent(desk, loadIntent(desk, call));

export const captureIntent: Operation = (desk, call) => {
  const intent = loadIntent(desk, call);
  const amount = integerOf(call.form, "amount_to_capture") ?? intent.amount;
  call.begin();
  const charge = intent.chargeId === null ? undefined : desk.ledger.charges.get(intent.chargeId);
  if (intent.status !== "requires_capture" || !charge) throw unexpectedState(desk, intent, "captured");
  if (amount < 1 || amount > intent.amount) {
    const message = "The amount to capture must be positive and at most the amount capturable.";
    throw invalidRequest(message, { code: "amount_too_large", param: "amount_to_capture" });
  }
  charge.captured = true;
  delete charge.captureBefore;
  charge.amountCaptured = amount;
  charge.amountRefunded = intent.amount - amount;
  collectCharge(desk, charge);
  intent.amountReceived = amount;
  intent.status = "succeeded";
  desk.emit("charge.captured", renderCharge(desk, charge));
  desk.emit("payment_intent.succeeded", renderIntent(desk, intent));
  openDispute(desk, charge);
  return renderIntent(desk, intent);
};

export const cancelIntent: Operation = (desk, call) => {
  const intent = loadIntent(desk, call);
  call.begin();
  if (!CANCELABLE.has(intent.status)) throw unexpectedState(desk, intent, "canceled");
  const charge =
    intent.status === "requires_capture" && intent.chargeId ? desk.ledger.charges.get(intent.chargeId) : undefined;
  intent.status = "canceled";
  intent.canceledAt = Math.floor(desk.now() / 1000);
  intent.cancellationReason = textOf(call.form, "cancellation_reason") ?? null;
  // Stripe books a released reservation as refunded, although nothing had been taken.
  if (charge) charge.amountRefunded = charge.amount;
  desk.emit("payment_intent.canceled", renderIntent(desk, intent));
  return renderIntent(desk, intent);
};

const CANCELABLE = new Set(["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture"]);

const KNOWN = ["amount", "currency", "payment_method", "confirm", "capture_method", "automatic_payment_methods"].concat(
  ["return_url", "description", "metadata", "receipt_email", "expand", "payment_method_types", "use_stripe_sdk"],
  [
    "payment_method_options",
    "shipping",
    "statement_descriptor_suffix",
    "confirmation_method",
    "application_fee_amount",
  ],
);

function loadIntent(desk: Desk, call: Call): IntentRecord {
  const intent = desk.ledger.intents.get(call.id);
  const secret = textOf(call.query, "client_secret") ?? textOf(call.form, "client_secret");
  // A request with the publishable key must include the intent's secret; without it the id counts as wrong.
  if (!intent || (call.fromBrowser && secret !== intent.secret)) {
    throw noSuch("payment_intent", call.id, { param: "intent", status: 404 });
  }
  return intent;
}

function answerWith(desk: Desk, intent: IntentRecord) {
  const rendered = renderIntent(desk, intent);
  if (rendered.last_payment_error === null) return rendered;
  throw new StripeFault(402, { ...rendered.last_payment_error, payment_intent: rendered });
}

function unexpectedState(desk: Desk, intent: IntentRecord, verb: string) {
  const message = `This PaymentIntent could not be ${verb} because it has a status of ${intent.status}.`;
  return invalidRequest(message, {
    code: "payment_intent_unexpected_state",
    payment_intent: renderIntent(desk, intent),
  });
}

function takesRedirects(form: Form): boolean {
  const automatic = formOf(form, "automatic_payment_methods");
  return textOf(automatic, "enabled") === "true" && textOf(automatic, "allow_redirects") !== "never";
}

function readCaptureMethod(form: Form): IntentRecord["captureMethod"] {
  const method = textOf(form, "capture_method") ?? "automatic";
  if (method === "manual") return "manual";
  if (method === "automatic" || method === "automatic_async") return "automatic";
  throw invalidRequest(`Invalid capture_method: ${method}`, { param: "capture_method" });
}

function readApplicationFee(desk: Desk, form: Form, amount: number): number | undefined {
  const param = "application_fee_amount";
  const fee = integerOf(form, param);
  if (fee === undefined) return undefined;
  if (desk.account === undefined) {
    const message =
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).";
    throw invalidRequest(message, { param });
  }
  if (fee < 1)
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param,
    });
  if (fee <= amount) return fee;
  throw invalidRequest("The application fee must be at most the amount of the payment.", {
    code: "amount_too_large",
    param,
  });
}

function readReturnUrl(form: Form): string | null {
  const text = textOf(form, "return_url");
  if (text === undefined) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw invalidRequest("Not a valid URL", { code: "url_invalid", param: "return_url" });
}
