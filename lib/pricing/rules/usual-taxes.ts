import type { PriceRulesWire } from "./price-rules-contract.ts";

type Usual = NonNullable<PriceRulesWire["proposed_taxes"]>;

/**
 * The taxes that tickets for a concert or a play usually bear, by the country of the venue (ISO 3166-1): a proposal that the organizer checks,
 * never a rule. Only countries whose rates were read at the source have one; elsewhere, as in Canada and the United States, where
 * the rate depends on the place within the country, the organizer writes them.
 */
export function usualTaxes(country: string): Usual | null {
  // Prices to consumers are shown without sales tax there.
  if (country === "US" || country === "CA") return { taxes_included: false, tax_rates: [] };
  const rates = RATES[country];
  if (!rates) return null;
  const tax_rates = rates.map(([name, percent, ...on]) => ({ name, percent, on, price_level_ids: null }));
  return { taxes_included: true, tax_rates };
}

type Rate = readonly [name: string, percent: number, ...on: Usual["tax_rates"][number]["on"]];

/** Where a source says nothing of a booking fee, the standard rate is proposed for it. */
const RATES: Readonly<Record<string, readonly Rate[]>> = {
  // § 10 Abs. 3 Z 6 UStG 1994: theatre, music and singing.
  AT: [
    ["USt", 13, "tickets"],
    ["USt", 20, "fees", "add_ons"],
  ],
  // § 12 Abs. 2 Nr. 7 Buchst. a UStG: theatre and concerts, programmes with them.
  DE: [
    ["USt", 7, "tickets"],
    ["USt", 19, "fees", "add_ons"],
  ],
  // Ley 37/1992, art. 91 Uno 2 6.º: theatre, concerts and other live culture.
  ES: [
    ["IVA", 10, "tickets"],
    ["IVA", 21, "fees", "add_ons"],
  ],
  // CGI, art. 278-0 bis F (BOI-TVA-LIQ-30-20-40): theatre, concerts, circus and variety. Some first performances bear 2.1 % (art. 281 quater).
  FR: [
    ["TVA", 5.5, "tickets"],
    ["TVA", 20, "fees", "add_ons"],
  ],
  // Value Added Tax Act 1994, s. 2(1): the standard rate. Admission by public and eligible bodies is exempt (Sch. 9 Group 13, VAT Notice 701/47):
  // those who are remove the proposal.
  GB: [["VAT", 20, "tickets", "fees", "add_ons"]],
  // Belastingdienst, "Btw-tarief podiumoptredens": performances, the costs of booking them included.
  NL: [
    ["btw", 9, "tickets", "fees"],
    ["btw", 21, "add_ons"],
  ],
};
