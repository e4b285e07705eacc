import { currencyExponent } from "#lib/platform/money";

/**
 * Stripe counts some currencies in other units than ISO 4217 and the runtime do, so no amount may cross this border
 * without passing here. Source: docs.stripe.com/currencies, "zero-decimal", "three-decimal" and "special cases" (ISK and
 * UGX have no decimals any more but are still written with two).
 */
export function toStripeAmount(amountMinor: number, currency: string): number {
  const amount = shift(amountMinor, stripeExponent(currency) - currencyExponent(currency));
  if (!Number.isSafeInteger(amount) || amountMinor % amountStepMinor(currency) !== 0) {
    throw new RangeError(`Stripe cannot take ${amountMinor} minor units of ${currency}: not a multiple of its step.`);
  }
  return amount;
}

/** The inverse of `toStripeAmount`, for every amount that it can produce. */
export function fromStripeAmount(amount: number, currency: string): number {
  return shift(amount, currencyExponent(currency) - stripeExponent(currency));
}

/** Totals in this currency must be multiples of this many minor units: three-decimal amounts must end in 0 at Stripe. */
export function amountStepMinor(currency: string): number {
  const finer = currencyExponent(currency) - stripeExponent(currency);
  return THREE_DECIMAL.has(currency.toUpperCase()) ? 10 : 10 ** Math.max(0, finer);
}

/** Digits after the point in Stripe's amounts. */
export function stripeExponent(currency: string): number {
  const code = currency.toUpperCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

const ZERO_DECIMAL = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const THREE_DECIMAL = new Set("BHD JOD KWD OMR TND".split(" "));

function shift(amount: number, digits: number): number {
  return digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;
}
