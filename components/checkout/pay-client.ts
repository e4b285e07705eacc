import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import type { Terms } from "#lib/legal/contract";
import { type CheckoutPrice, offersOfAnswer, priceOfAnswer } from "#lib/orders/placing/checkout-price";
import { toMinor } from "#lib/platform/money";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import { HOLD_RULES } from "#lib/reservations/hold-rules";
import { type Answer, type ApiRefusal, type Call, call } from "../api/call.ts";
import type { Locale } from "../layout/locales.ts";
import { type FormProblems, problemsOfRefusal } from "./form-values.ts";

/** The browser's side of the reservation's endpoints: every answer as a typed outcome. */
export type CommitBody = Call<typeof COMMIT>["body"];

export const DECLINE_REASONS = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "incorrect_cvc",
  "incorrect_number",
  "processing_error",
  "authentication_required",
  "lost_card",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export type CommitOutcome =
  | { kind: "paid"; orderNumber: string }
  | { kind: "challenge"; redirectUrl?: string; clientSecret: string }
  | { kind: "declined"; reason: DeclineReason; retryAllowed: boolean }
  | { kind: "in_progress" }
  | { kind: "expired" }
  | { kind: "promo_invalid"; why: PromoWhy }
  /** No payment can be of the total, whatever the card. The limit is known where it is not the gateway's own. */
  | { kind: "unpayable"; limit: AmountLimit | undefined }
  /** Newer terms of sale are in force than the buyer agreed to. */
  | { kind: "terms_changed"; terms: Terms }
  /** It costs something else by now than the buyer saw. */
  | { kind: "price_changed"; totalMinor: number | undefined }
  /** The event asks something else by now than the buyer saw. */
  | { kind: "questions_changed"; form: BuyerForm }
  /** Answers, names or the age are missing or wrong. */
  | { kind: "answers_invalid"; problems: FormProblems }
  | { kind: "invalid"; fields: { path: string; message: string }[] }
  /** It is unknown whether money moved, so ask again with the same body. */
  | { kind: "unreachable" }
  /** Refused above a limit. An earlier request of the attempt may have come through, so the attempt goes on. */
  | { kind: "too_many" }
  /** The endpoint said no for good. `orderNumber` is the order that is over already, if it is that. */
  | { kind: "refused"; code: string; orderNumber?: string };

/** Why a promo code does not apply, and what would make it apply. */
export type PromoWhy = Omit<Extract<ApiRefusal, { code: "promo_code_invalid" }>, "code" | "message">;

export type AmountLimit = { kind: "too_small" | "too_large"; minor: number };

const COMMIT = "POST /api/v1/reservations/{id}/commit";

/** Pays for the reservation. Never throws: an answer that does not come is `unreachable`. */
export async function commitReservation(reservationId: string, body: CommitBody): Promise<CommitOutcome> {
  return commitOutcome(await call(COMMIT, { params: { id: reservationId }, body, timeoutMs: COMMIT_TIMEOUT_MS }));
}

/** Reads an answer of the commit endpoint. */
export function commitOutcome(answer: Answer<typeof COMMIT>): CommitOutcome {
  if (!answer.ok) return refusalOutcome(answer);
  if (answer.status === 200) return { kind: "paid", orderNumber: answer.value.order_id };
  if (answer.value.status === "processing") return { kind: "in_progress" };
  const { client_secret: clientSecret, next_action: next } = answer.value;
  return { kind: "challenge", clientSecret: clientSecret ?? "", ...(next ? { redirectUrl: next.redirect_url } : {}) };
}

function refusalOutcome({ refusal, status }: Extract<Answer<typeof COMMIT>, { ok: false }>): CommitOutcome {
  if (refusal.code === "payment_failed")
    return { kind: "declined", reason: declineReason(refusal.reason), retryAllowed: refusal.retry_allowed };
  if (refusal.code === "reservation_expired") return { kind: "expired" };
  if (refusal.code === "request_in_progress") return { kind: "in_progress" };
  if (refusal.code === "promo_code_invalid") return { kind: "promo_invalid", why: whyOf(refusal) };
  if (refusal.code === "amount_not_payable") return { kind: "unpayable", limit: amountLimit(refusal) };
  if (refusal.code === "terms_changed") return { kind: "terms_changed", terms: refusal.terms };
  if (refusal.code === "price_changed")
    return { kind: "price_changed", totalMinor: toMinor(refusal.total_price, refusal.currency) };
  if (refusal.code === "questions_changed") return { kind: "questions_changed", form: refusal.form };
  if (refusal.code === "answers_invalid")
    return { kind: "answers_invalid", problems: problemsOfRefusal(refusal.fields) };
  if (refusal.code === "invalid_request") return { kind: "invalid", fields: refusal.fields };
  if (status === 429) return { kind: "too_many" };
  if (isUnreachable(status)) return { kind: "unreachable" };
  const order = refusal.code === "order_closed" ? refusal.order_id : undefined;
  return { kind: "refused", code: refusal.code, ...(order ? { orderNumber: order } : {}) };
}

function whyOf({
  code: _code,
  message: _message,
  ...why
}: Extract<ApiRefusal, { code: "promo_code_invalid" }>): PromoWhy {
  return why;
}

function amountLimit({
  reason,
  limit,
  currency,
}: Extract<ApiRefusal, { code: "amount_not_payable" }>): AmountLimit | undefined {
  const minor = limit === undefined ? undefined : toMinor(limit, currency);
  return minor !== undefined && (reason === "too_small" || reason === "too_large")
    ? { kind: reason, minor }
    : undefined;
}

/** Without an answer, on a server error or above a limit, another attempt may succeed. */
function isUnreachable(status: number): boolean {
  return status === 0 || status >= 500 || status === 429;
}

/** A gateway's decline code, limited to those with a text of their own; all others become a plain decline. */
export function declineReason(code: unknown): DeclineReason {
  if (code === "stolen_card" || code === "pickup_card") return "lost_card";
  if (code === "payment_intent_authentication_failure" || code === "authentication_failed")
    return "authentication_required";
  return DECLINE_REASONS.find((reason) => reason === code) ?? "card_declined";
}

/** What the buyer chose: a promo code, the ticket types of seats by their ids (others are at full price), and so many of add-ons by theirs. */
export type Wish = {
  readonly code: string | undefined;
  readonly tickets: Readonly<Record<number, string>>;
  readonly addOns: Readonly<Record<string, number>>;
};

export type Quote =
  | { kind: "quote"; price: CheckoutPrice; offers: readonly AddOnOffer[] }
  | { kind: "promo_invalid"; why: PromoWhy }
  | { kind: "type_unavailable"; why: TypeWhy }
  | { kind: "add_on_unavailable"; why: AddOnWhy }
  | { kind: "unpayable" }
  | { kind: "over" }
  /** The time inside belongs to another browser. */
  | { kind: "elsewhere" }
  | { kind: "unreachable" };

/** Why a ticket type cannot be had for these seats. */
export type TypeWhy = Pick<
  Extract<ApiRefusal, { code: "ticket_type_unavailable" }>,
  "reason" | "ticket_type_id" | "seat_ids" | "max"
>;

/** Why so many of an add-on cannot be had. */
export type AddOnWhy = Pick<
  Extract<ApiRefusal, { code: "add_on_unavailable" }>,
  "reason" | "add_on_id" | "name" | "max"
>;

/** What the reservation costs as the buyer chose. */
export async function quoteReservation(reservationId: string, wish: Wish, locale: Locale): Promise<Quote> {
  const answer = await call("POST /api/v1/reservations/{id}/quote", {
    params: { id: reservationId },
    body: { locale, ...choiceOnWire(wish) },
    timeoutMs: QUICK_TIMEOUT_MS,
  });
  if (answer.ok) return { kind: "quote", price: priceOfAnswer(answer.value), offers: offersOfAnswer(answer.value) };
  const { refusal } = answer;
  if (refusal.code === "promo_code_invalid") return { kind: "promo_invalid", why: whyOf(refusal) };
  if (refusal.code === "ticket_type_unavailable") return { kind: "type_unavailable", why: refusal };
  if (refusal.code === "add_on_unavailable") return { kind: "add_on_unavailable", why: refusal };
  if (refusal.code === "amount_not_payable") return { kind: "unpayable" };
  if (refusal.code === "wrong_browser") return { kind: "elsewhere" };
  return isUnreachable(answer.status) ? { kind: "unreachable" } : { kind: "over" };
}

/** The buyer's choice as quote and commit take it. */
export function choiceOnWire({ code, tickets, addOns }: Wish): Pick<CommitBody, "promo_code" | "tickets" | "add_ons"> {
  return {
    ...(code ? { promo_code: code } : {}),
    tickets: Object.entries(tickets).map(([seatId, typeId]) => ({ seat_id: Number(seatId), ticket_type_id: typeId })),
    add_ons: Object.entries(addOns).map(([addOnId, quantity]) => ({ add_on_id: addOnId, quantity })),
  };
}

export type Extension =
  | { kind: "extended"; expiresAt: string; extensionsLeft: number }
  /** `code` is the rule of a hold that speaks against it, where one does. */
  | { kind: "refused"; code: HoldRule | undefined }
  | { kind: "unreachable" };

type HoldRule = (typeof HOLD_RULES)[number];

/** Asks for more time to pay. */
export async function extendReservation(reservationId: string, additionalSeconds: number): Promise<Extension> {
  const answer = await call("PATCH /api/v1/reservations/{id}/extend", {
    params: { id: reservationId },
    body: { additional_seconds: additionalSeconds },
    timeoutMs: QUICK_TIMEOUT_MS,
  });
  if (!answer.ok) {
    if (answer.status === 0 || answer.status >= 500) return { kind: "unreachable" };
    return { kind: "refused", code: HOLD_RULES.find((rule) => rule === answer.refusal.code) };
  }
  const { expires_at: expiresAt, extensions_remaining: extensionsLeft } = answer.value;
  return { kind: "extended", expiresAt, extensionsLeft };
}

// The server gives the gateway ten seconds an attempt; the browser waits longer, to receive the outcome.
const COMMIT_TIMEOUT_MS = 45_000;
const QUICK_TIMEOUT_MS = 10_000;
