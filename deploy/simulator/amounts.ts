import { fromStripeAmount, stripeExponent } from "#lib/payments/stripe/amounts";
import { currencyExponent, formatMoney } from "#lib/platform/money";
import { invalidRequest } from "./fault.ts";

/** Refuses amounts that Stripe does not take: below the currency's minimum, above eight digits, or of a wrong grain. */
export function checkAmount(amount: number, currency: string): void {
  const least = MINIMUMS[currency.toUpperCase()] ?? 10 ** stripeExponent(currency) / 2;
  if (amount < least) {
    throw invalidRequest(`Amount must be at least ${formatAmount(least, currency)}`, {
      code: "amount_too_small",
      param: "amount",
    });
  }
  if (amount > AMOUNT_MAX) {
    const message = `Amount must be no more than ${formatAmount(AMOUNT_MAX, currency)}`;
    throw invalidRequest(message, { code: "amount_too_large", param: "amount" });
  }
  if (stripeExponent(currency) === 3 && amount % 10 !== 0) {
    const message = `Invalid amount for ${currency}: the last digit must be 0.`;
    throw invalidRequest(message, { code: "parameter_invalid_integer", param: "amount" });
  }
}

export function checkCurrency(currency: string): void {
  if (!CURRENCIES.has(currency.toUpperCase()))
    throw invalidRequest(`Invalid currency: ${currency}`, { param: "currency" });
}

/** An amount as Stripe counts it, for people. */
export function formatAmount(amount: number, currency: string): string {
  const minor = fromStripeAmount(amount, currency);
  const rounded = currencyExponent(currency) < stripeExponent(currency) ? Math.round(minor) : minor;
  return formatMoney(rounded, currency.toUpperCase(), "en");
}

const AMOUNT_MAX = 99_999_999;
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

/** The smallest charges that Stripe publishes, in its units; half a major unit for all other currencies. */
const MINIMUMS: Readonly<Record<string, number>> = {
  USD: 50,
  EUR: 50,
  GBP: 30,
  CHF: 50,
  CAD: 50,
  AUD: 50,
  JPY: 50,
  MXN: 1000,
  SEK: 300,
  NOK: 300,
  DKK: 250,
  PLN: 200,
  CZK: 1500,
  HUF: 17_500,
};
