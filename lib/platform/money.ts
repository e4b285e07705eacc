/**
 * Money is an integer of minor units with its ISO 4217 currency. The exponent differs (JPY 0, EUR 2, KWD 3) and comes
 * from the runtime's own currency table. Browser-safe.
 */
const exponents = new Map<string, number>();

/** Digits after the decimal point of a currency, as ISO 4217 has them. */
export function currencyExponent(currency: string): number {
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    exponent =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    exponents.set(currency, exponent);
  }
  return exponent;
}

/** A decimal number in the major unit, for the wire: exact, because it is written from digits and never divided. */
export function toMajor(minor: number, currency: string): number {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return minor;
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  return Number(`${minor < 0 ? "-" : ""}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`);
}

/** Minor units of a decimal number of the major unit; undefined when it has more digits than the currency or is no amount. */
export function toMinor(major: number, currency: string): number | undefined {
  const minor = Math.round(major * 10 ** currencyExponent(currency));
  return Number.isSafeInteger(minor) && toMajor(minor, currency) === major ? minor : undefined;
}

/** For people: `€45.00`, `45,00 €`, `¥4,500`, in the reader's language. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(toMajor(minor, currency));
}
