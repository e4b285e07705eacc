import { currencyExponent } from "./currencies.ts";

/**
 * Money is an integer of minor units with its ISO 4217 currency. The exponent differs (JPY 0, EUR 2, KWD 3) and comes
 * from the product's own table, never from the runtime. Browser-safe.
 */

/** The amount in the major unit with all the currency's digits: `45.00`, `0.010`, `4500`. */
export function decimalText(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** A decimal number in the major unit, for the wire: exact, because it is written from digits and never divided. */
export function toMajor(minor: number, currency: string): number {
  return Number(decimalText(minor, currency));
}

/** Minor units of a decimal number of the major unit; undefined when it has more digits than the currency or is no amount. */
export function toMinor(major: number, currency: string): number | undefined {
  const minor = Math.round(major * 10 ** currencyExponent(currency));
  return Number.isSafeInteger(minor) && toMajor(minor, currency) === major ? minor : undefined;
}

/** For people: `€45.00`, `45,00 €`, `¥4,500`, in the reader's language, always with the digits of the table. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const digits = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toMajor(minor, currency));
}
