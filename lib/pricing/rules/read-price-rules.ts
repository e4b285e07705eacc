import { ownEvent } from "#lib/catalog/organizer-event";
import { loadCountryOf, loadPricedLevels } from "#lib/catalog/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { PriceRulesWire } from "./price-rules-contract.ts";
import { priceRulesOnWire } from "./price-rules-wire.ts";
import { findPriceRules } from "./sale-rules-store.ts";
import { usualTaxes } from "./usual-taxes.ts";

/** The rules of price of an own event, drafts included, as they are now. */
export async function readPriceRules(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; rules: PriceRulesWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  return { ok: true, rules: await rulesNow(eventId) };
}

export async function rulesNow(eventId: number): Promise<PriceRulesWire> {
  const [levels, rules, country] = await Promise.all([
    loadPricedLevels(eventId),
    findPriceRules(eventId),
    loadCountryOf(eventId),
  ]);
  return priceRulesOnWire({ ...levels, ...rules }, usualTaxes(country));
}
