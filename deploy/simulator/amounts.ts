import { fromStripeAmount } from "#lib/payments/stripe/amounts";
import { stripeTerms } from "#lib/platform/currencies";
import { formatMoney } from "#lib/platform/money";
import { invalidRequest } from "./fault.ts";

/** Refuses amounts that Stripe does not take: below the currency's minimum, above its maximum, or of a wrong grain. */
export function checkAmount(amount: number, currency: string): void {
  const { minimum, maximum, step } = termsOf(currency);
  if (amount < minimum) {
    throw invalidRequest(`Amount must be at least ${formatAmount(minimum, currency)}`, {
      code: "amount_too_small",
      param: "amount",
    });
  }
  if (amount > maximum) {
    const message = `Amount must be no more than ${formatAmount(maximum, currency)}`;
    throw invalidRequest(message, { code: "amount_too_large", param: "amount" });
  }
  if (amount % step !== 0) {
    const message = `Invalid amount for ${currency}: it must be a multiple of ${step}.`;
    throw invalidRequest(message, { code: "parameter_invalid_integer", param: "amount" });
  }
}

/** Refuses a currency that Stripe does not take. */
export function checkCurrency(currency: string): void {
  termsOf(currency);
}

/** An amount as Stripe counts it, for people. */
export function formatAmount(amount: number, currency: string): string {
  // Of a currency that has no decimals any more, Stripe may count parts that no one can write.
  return formatMoney(Math.trunc(fromStripeAmount(amount, currency)), currency.toUpperCase(), "en");
}

function termsOf(currency: string) {
  const terms = stripeTerms(currency.toUpperCase());
  if (!terms) throw invalidRequest(`Invalid currency: ${currency}`, { param: "currency" });
  return terms;
}
