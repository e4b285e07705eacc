import { type Terms, termsWire } from "#lib/legal/contract";

/** The terms of sale that an order's buyer agreed to; null where the order is older than the record of it. */
export function termsOf(order: { termsVersion: number | null; termsLocale: string | null }): Terms | null {
  if (order.termsVersion === null) return null;
  return termsWire.parse({ version: order.termsVersion, locale: order.termsLocale });
}
