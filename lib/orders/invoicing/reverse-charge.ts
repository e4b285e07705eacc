/**
 * Whether the buyer owes the tax instead of the seller. Admission is taxed where the event takes place, for businesses too (Council
 * Directive 2006/112/EC, articles 53 and 54), and not by the rule that shifts the tax to business customers across borders (articles
 * 44 and 196). What is left is article 194: a Member State may make its business customers owe the tax of a seller who is not
 * established there. So all of this must hold, and nothing is ever taken off a price for it (docs/decisions/055-invoices.md).
 */
export function isReverseCharge(sale: {
  /** The organization declares that the venue's country shifts the tax. */
  isDeclared: boolean;
  /** Any tax was charged with the price. */
  taxMinor: number;
  seller: { country: string; vatId: string };
  venueCountry: string;
  buyer: { company: string; country: string; vatId: string };
  /** What VIES said of the buyer's number, as far as it was asked. */
  vatState: VatState;
}): boolean {
  const { isDeclared, taxMinor, seller, venueCountry, buyer, vatState } = sale;
  return (
    isDeclared &&
    taxMinor === 0 &&
    isInVatArea(venueCountry) &&
    seller.country !== "" &&
    seller.country !== venueCountry &&
    seller.vatId !== "" &&
    buyer.company !== "" &&
    buyer.country === venueCountry &&
    buyer.vatId !== "" &&
    vatState !== "not_valid"
  );
}

/** `valid` and `not_valid` are the tax offices' word; `format_only`: they did not answer, only the format was checked. */
export const VAT_STATES = ["valid", "not_valid", "format_only"] as const;
export type VatState = (typeof VAT_STATES)[number];

/** Member States of the European Union, by ISO 3166-1 alpha-2. */
const MEMBER_STATES = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

export function isInVatArea(country: string): boolean {
  return MEMBER_STATES.has(country);
}
