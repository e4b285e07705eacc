import type { Desk, Operation } from "./desk.ts";
import { invalidRequest, missingParam, noSuch, StripeFault } from "./fault.ts";
import { type Form, formOf, refuseUnknown, textOf } from "./form.ts";
import { ADDRESS_FIELDS, type MethodRecord, newId } from "./ledger.ts";
import { renderMethod } from "./rendering/render-method.ts";
import { brandOf, type Card, cardOf, isCardNumber, wellKnownCard } from "./test-cards.ts";

/** `POST /v1/payment_methods`: the only call that ever sees a card number, and it keeps the last four digits. */
export const createPaymentMethod: Operation = (desk, { form, begin }) => {
  refuseUnknown(form, KNOWN);
  const type = textOf(form, "type");
  if (type === undefined) throw missingParam("type");
  if (type !== "card") throw invalidRequest(`Invalid type: the sandbox knows card, not ${type}.`, { param: "type" });
  const card = readCard(formOf(form, "card"), new Date(desk.now()));
  begin();
  return renderMethod(keepMethod(desk, card, formOf(form, "billing_details")));
};

export const retrievePaymentMethod: Operation = (desk, { id }) => {
  const method = desk.ledger.methods.get(id);
  if (!method) throw noSuch("PaymentMethod", id, { param: "payment_method", status: 404 });
  return renderMethod(method);
};

/** The method that a parameter names; a well-known test id becomes a new method each time, as at Stripe. */
export function methodFor(desk: Desk, id: string): MethodRecord {
  const card = wellKnownCard(id, new Date(desk.now()).getUTCFullYear() + 1);
  if (card) return keepMethod(desk, card, {});
  const method = desk.ledger.methods.get(id);
  if (!method) throw noSuch("PaymentMethod", id, { param: "payment_method", status: 400 });
  if (!method.spent) return method;
  const message =
    "The provided PaymentMethod was previously used without Customer attachment and may not be used again.";
  throw invalidRequest(message, { code: "payment_method_unexpected_state", param: "payment_method" });
}

function keepMethod(desk: Desk, card: Card, billing: Form): MethodRecord {
  return desk.ledger.methods.add({
    id: newId("pm"),
    created: Math.floor(desk.now() / 1000),
    card,
    billing: {
      name: textOf(billing, "name") ?? null,
      email: textOf(billing, "email") ?? null,
      phone: textOf(billing, "phone") ?? null,
      address: addressOf(formOf(billing, "address")),
    },
    spent: false,
  });
}

function addressOf(form: Form): MethodRecord["billing"]["address"] & object {
  return Object.fromEntries(
    ADDRESS_FIELDS.flatMap((name) => {
      const text = textOf(form, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

const OURS = ["type", "card", "billing_details", "metadata", "expand", "allow_redisplay", "key"];
/** What Stripe's own card form sends along. */
const FROM_STRIPE_JS = [
  "payment_user_agent",
  "time_on_page",
  "guid",
  "muid",
  "sid",
  "referrer",
  "client_attribution_metadata",
];
const KNOWN = [...OURS, ...FROM_STRIPE_JS];

function readCard(form: Form, today: Date): Card {
  const number = required(form, "number").replaceAll(/[ -]/g, "");
  const month = required(form, "exp_month");
  const year = required(form, "exp_year");
  const cvc = textOf(form, "cvc");
  if (!isCardNumber(number)) throw cardFault("incorrect_number", "Your card number is incorrect.", "number");
  const brand = brandOf(number);
  const expMonth = readMonth(month);
  const expYear = readYear(year, today);
  const isPast = expYear === today.getUTCFullYear() && expMonth < today.getUTCMonth() + 1;
  if (isPast) throw invalidMonth();
  if (cvc !== undefined && !(brand === "amex" ? /^\d{3,4}$/ : /^\d{3}$/).test(cvc)) {
    throw cardFault("invalid_cvc", "Your card's security code is invalid.", "cvc");
  }
  return cardOf(number, { expMonth, expYear, hasCvc: cvc !== undefined });
}

function required(form: Form, name: string): string {
  const value = textOf(form, name);
  if (value === undefined) throw missingParam(`card[${name}]`);
  return value;
}

function readMonth(text: string): number {
  const month = Number(text);
  if (!/^\d{1,2}$/.test(text) || month < 1 || month > 12) throw invalidMonth();
  return month;
}

function readYear(text: string, today: Date): number {
  const year = text.length === 2 ? 2000 + Number(text) : Number(text);
  const now = today.getUTCFullYear();
  if (!/^(\d{2}|\d{4})$/.test(text) || year < now || year > now + 50) {
    throw cardFault("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  }
  return year;
}

function invalidMonth() {
  return cardFault("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
}

function cardFault(code: string, message: string, param: string) {
  return new StripeFault(402, { type: "card_error", code, message, param });
}
