import { chargeLimits } from "#lib/platform/charge-limits";
import { currencyExponent, stripeTerms } from "#lib/platform/currencies";

/**
 * Stripe counts some currencies in other units than ISO 4217 does, so no amount may cross this border without passing here. The
 * units are in the currency table. Browser-safe. Throws a `RangeError` for an amount that has no number at Stripe.
 */
export function toStripeAmount(amountMinor: number, currency: string): number {
  const amount = shift(amountMinor, -finerDigits(currency));
  if (!Number.isSafeInteger(amount) || amountMinor % amountStepMinor(currency) !== 0) {
    throw new RangeError(`Stripe cannot take ${amountMinor} minor units of ${currency}: not a multiple of its step.`);
  }
  return amount;
}

/** The inverse of `toStripeAmount`, for every amount that it can produce. Takes Stripe's lower-case codes too. */
export function fromStripeAmount(amount: number, currency: string): number {
  return shift(amount, finerDigits(currency.toUpperCase()));
}

/** Totals in this currency must be multiples of this many minor units: three-decimal amounts must end in 0 at Stripe. */
export function amountStepMinor(currency: string): number {
  return chargeLimits(currency)?.stepMinor ?? 1;
}

/**
 * How many digits ISO 4217 has more than Stripe. None for a currency that Stripe takes no more: its old charges have two digits. None
 * for a code that we do not know, which a payment made elsewhere in the same account may carry.
 */
function finerDigits(currency: string): number {
  const terms = stripeTerms(currency);
  return terms ? currencyExponent(currency) - terms.exponent : 0;
}

function shift(amount: number, digits: number): number {
  return digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;
}
