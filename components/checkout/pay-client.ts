/** The browser's side of the reservation's endpoints: what is asked, and every answer as a typed outcome. */
export type CommitBody = {
  payment_method_id: string;
  idempotency_key: string;
  billing_details: { name: string; email: string; phone?: string };
  promo_code?: string;
  locale: string;
};

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
  | { kind: "promo_invalid" }
  | { kind: "invalid"; fields: { path: string; message: string }[] }
  /** It is unknown whether money moved, so ask again with the same body. */
  | { kind: "unreachable" }
  /** The endpoint said no in a way that this page has no answer to. */
  | { kind: "refused"; message: string };

/** Pays for the reservation. Never throws: an answer that does not come is `unreachable`. */
export async function commitReservation(reservationId: string, body: CommitBody): Promise<CommitOutcome> {
  const answer = await send("POST", `/api/v1/reservations/${reservationId}/commit`, body, COMMIT_TIMEOUT_MS);
  return answer ? commitOutcome(answer.status, answer.json) : { kind: "unreachable" };
}

/** Reads an answer of the commit endpoint. */
export function commitOutcome(status: number, json: Answer): CommitOutcome {
  if (status === 200 && typeof json.order_id === "string") return { kind: "paid", orderNumber: json.order_id };
  if (status === 202 && json.status === "processing") return { kind: "in_progress" };
  if (status === 202) {
    const redirectUrl = (json.next_action as Answer | undefined)?.redirect_url;
    const clientSecret = typeof json.client_secret === "string" ? json.client_secret : "";
    return { kind: "challenge", clientSecret, ...(typeof redirectUrl === "string" ? { redirectUrl } : {}) };
  }
  if (status === 402)
    return { kind: "declined", reason: declineReason(json.reason), retryAllowed: json.retry_allowed !== false };
  if (status === 410) return { kind: "expired" };
  if (json.error === "request_in_progress") return { kind: "in_progress" };
  if (json.error === "promo_code_invalid") return { kind: "promo_invalid" };
  if (status === 400 && Array.isArray(json.fields)) return { kind: "invalid", fields: json.fields };
  if (status >= 500 || status === 429) return { kind: "unreachable" };
  return { kind: "refused", message: typeof json.message === "string" ? json.message : "" };
}

/** A gateway's decline code, limited to those with a text of their own; all others become a plain decline. */
export function declineReason(code: unknown): DeclineReason {
  if (code === "stolen_card" || code === "pickup_card") return "lost_card";
  if (code === "payment_intent_authentication_failure" || code === "authentication_failed")
    return "authentication_required";
  return DECLINE_REASONS.find((reason) => reason === code) ?? "card_declined";
}

export type Quote =
  | { kind: "quote"; totalMajor: number; discountMajor: number }
  | { kind: "invalid" }
  | { kind: "expired" }
  | { kind: "unreachable" };

/** What the reservation costs with this promo code. */
export async function quoteReservation(reservationId: string, promoCode: string): Promise<Quote> {
  const answer = await send(
    "POST",
    `/api/v1/reservations/${reservationId}/quote`,
    { promo_code: promoCode },
    QUICK_TIMEOUT_MS,
  );
  if (answer?.status === 200) {
    return { kind: "quote", totalMajor: Number(answer.json.total_price), discountMajor: Number(answer.json.discount) };
  }
  if (answer?.status === 410) return { kind: "expired" };
  if (answer && answer.status < 500 && answer.status !== 429) return { kind: "invalid" };
  return { kind: "unreachable" };
}

export type Extension =
  | { kind: "extended"; expiresAt: string; extensionsLeft: number }
  | { kind: "refused" }
  | { kind: "unreachable" };

/** Asks for more time to pay. */
export async function extendReservation(reservationId: string, additionalSeconds: number): Promise<Extension> {
  const answer = await send(
    "PATCH",
    `/api/v1/reservations/${reservationId}/extend`,
    { additional_seconds: additionalSeconds },
    QUICK_TIMEOUT_MS,
  );
  if (answer?.status === 200 && typeof answer.json.expires_at === "string") {
    return {
      kind: "extended",
      expiresAt: answer.json.expires_at,
      extensionsLeft: Number(answer.json.extensions_remaining),
    };
  }
  return answer && answer.status < 500 ? { kind: "refused" } : { kind: "unreachable" };
}

export type Answer = Record<string, unknown>;

// The server gives the gateway ten seconds an attempt; the browser waits longer, to receive the outcome.
const COMMIT_TIMEOUT_MS = 45_000;
const QUICK_TIMEOUT_MS = 10_000;

async function send(
  method: string,
  url: string,
  body: object,
  timeoutMs: number,
): Promise<{ status: number; json: Answer } | undefined> {
  try {
    const response = await fetch(url, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const json: unknown = await response.json().catch(() => ({}));
    return { status: response.status, json: typeof json === "object" && json !== null ? (json as Answer) : {} };
  } catch {
    return undefined;
  }
}
