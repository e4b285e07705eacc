import Stripe from "stripe";
import { GatewayBusy, type GatewayDeclined, GatewayRejected, GatewayUnavailable, SELLER_UNABLE } from "../gateway.ts";
import { declineOf } from "./read-intent.ts";

/**
 * Runs one request to Stripe and turns what it throws into the port's words: unavailable (perhaps done), busy, or
 * rejected (our fault). Anything that Stripe's SDK did not throw passes through untouched.
 */
export async function askStripe<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw gatewayError(error);
  }
}

/** The refusal in a failed `authorize`: a declined card, or a method or amount that can never be charged. */
export function declinedBy(error: unknown): GatewayDeclined | undefined {
  if (!(error instanceof Stripe.errors.StripeError)) return undefined;
  const gatewayId = error.payment_intent?.id;
  const about = gatewayId ? { gatewayId } : {};
  if (error instanceof Stripe.errors.StripeCardError) {
    const decline = declineOf(error);
    return decline && { kind: "declined", ...about, ...decline };
  }
  if (isSellerUnable(error)) return { kind: "declined", ...about, code: SELLER_UNABLE, message: error.message };
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return undefined;
  const code = error.code ?? "";
  if (AMOUNT_CODES.has(code)) return { kind: "declined", ...about, code, message: error.message };
  // The account's country decides which currencies it takes; the table holds those of any account.
  if (error.param === "currency")
    return { kind: "declined", ...about, code: "currency_not_taken", message: error.message };
  // A method id comes from the buyer's browser: one that is unknown, foreign or used up is their refusal, not our fault.
  if (error.param === "payment_method" || code.startsWith("payment_method_")) {
    return { kind: "declined", ...about, code: "payment_method_invalid", message: error.message };
  }
  return undefined;
}

/** True when Stripe lets us into no such connected account: it is unknown, or took our access away. */
export function isWithoutAccess(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.code === "account_invalid";
}

/** The connected account may not charge at present. Stripe says so by its sentence alone, without a code. */
function isSellerUnable(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  return isWithoutAccess(error) || /cannot currently make (live )?charges/i.test(error.message);
}

/** True when the payment's own state refused the request, so that looking at it is the answer. */
export function isStateConflict(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && STATE_CODES.has(error.code ?? "");
}

/** True when Stripe has no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
}

/** True when Stripe answered from its record of an earlier request with the same key, so the answer may be old. */
export function wasReplayed(headers: Record<string, string> | undefined): boolean {
  return headers?.["idempotent-replayed"] === "true";
}

const AMOUNT_CODES = new Set(["amount_too_small", "amount_too_large"]);
const STATE_CODES = new Set([
  "payment_intent_unexpected_state",
  "charge_expired_for_capture",
  "charge_already_captured",
]);

function gatewayError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const status = error.statusCode ?? 0;
  if (status === 409 || error.code === "lock_timeout") return new GatewayBusy(error.message, { cause: error });
  if (error instanceof Stripe.errors.StripeConnectionError || status >= 500 || status === 429 || status === 0) {
    return new GatewayUnavailable(error.message, { cause: error });
  }
  return new GatewayRejected(error.code ?? error.rawType ?? "rejected", error.message, { cause: error });
}
