/**
 * Every way the world can say no, as the wire spells it, with its status and the title people read when nothing better
 * is known. A refusal whose code is not here does not compile.
 */
export const REFUSALS = {
  invalid_request: { status: 400, title: "The request is not valid." },
  unauthenticated: { status: 401, title: "Sign in to do this." },
  sign_in_failed: { status: 401, title: "This mail and password do not open an account now." },
  second_factor_needed: { status: 401, title: "Send a code of your second factor as well." },
  refresh_token_invalid: { status: 401, title: "This refresh token is over or was used: sign in again." },
  payment_failed: { status: 402, title: "The payment was declined." },
  forbidden: { status: 403, title: "You may not do this." },
  proof_required: { status: 403, title: "Show who you are once more to do this: sign in again." },
  two_factor_required: { status: 403, title: "This needs a second factor: set one up and sign in with it." },
  sale_closed: { status: 403, title: "Tickets for this event are not on sale now." },
  queue_required: { status: 403, title: "This sale has a waiting room." },
  not_found: { status: 404, title: "There is nothing here." },
  method_not_allowed: { status: 405, title: "This method is not supported here." },
  seat_unavailable: { status: 409, title: "Someone was faster: at least one of these seats is gone." },
  seat_limit_exceeded: { status: 409, title: "That is more seats than one buyer may have." },
  no_extensions_left: { status: 409, title: "This hold was extended already." },
  not_enough_seats: { status: 409, title: "There are not enough free seats of this kind." },
  request_in_progress: { status: 409, title: "The first request is still running." },
  not_refundable: { status: 409, title: "This order cannot be refunded." },
  event_has_sales: { status: 409, title: "Tickets of this event were sold or are being held." },
  queue_closed: { status: 409, title: "This waiting room does not take anybody in now." },
  not_your_turn: { status: 409, title: "It is not your turn yet." },
  already_admitted: { status: 409, title: "This ticket was used already." },
  already_member: { status: 409, title: "This address belongs to a member already." },
  last_owner: { status: 409, title: "An organization keeps at least one owner: make somebody else an owner first." },
  conflict: { status: 409, title: "Something else has this name already." },
  webhook_limit_reached: { status: 409, title: "This organization has as many webhooks as it may have." },
  webhook_disabled: { status: 409, title: "This webhook is switched off." },
  order_closed: { status: 409, title: "This order is finished already." },
  reservation_expired: { status: 410, title: "The time to pay has run out and the seats are free again." },
  payload_too_large: { status: 413, title: "The request is too large." },
  unsupported_media_type: { status: 415, title: "Send JSON with content-type application/json." },
  orphan_seat: { status: 422, title: "This choice would leave a single seat on its own." },
  invalid_ticket: { status: 422, title: "This is no ticket for this gate." },
  idempotency_mismatch: { status: 422, title: "This key was used for another request." },
  promo_code_invalid: { status: 422, title: "This promo code does not apply." },
  invalid_signature: { status: 400, title: "The signature does not match." },
  rate_limit_exceeded: { status: 429, title: "Too many requests." },
  internal: { status: 500, title: "Something broke on our side. Nothing was charged." },
  unavailable: { status: 503, title: "This is out of order for a moment. Please try again." },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** An expected no, with the data its code promises on the wire. */
export type Refusal<Code extends RefusalCode = RefusalCode> = {
  readonly code: Code;
  readonly [detail: string]: unknown;
};

export type Refused<Code extends RefusalCode = RefusalCode> = { readonly ok: false; readonly refusal: Refusal<Code> };

/** Says no: `return refuse("seat_unavailable", { unavailable_seats })`. */
export function refuse<Code extends RefusalCode>(code: Code, details: Record<string, unknown> = {}): Refused<Code> {
  return { ok: false, refusal: { ...details, code } };
}

/** Whether an answer is a no. */
export function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false && "refusal" in value;
}
