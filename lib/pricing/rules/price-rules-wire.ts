import { toMajor } from "#lib/platform/money";
import type { PriceRulesWire } from "./price-rules-contract.ts";
import type { PriceRules } from "./price-rules-of.ts";

/** The rules of an event as the API spells them: amounts in the major unit, words in small letters. */
export function priceRulesOnWire(
  { revision, currency, levels, ticketTypes, groupDiscounts, taxes }: PriceRules,
  proposed: PriceRulesWire["proposed_taxes"],
): PriceRulesWire {
  const money = (minor: number) => toMajor(minor, currency);
  return {
    ...{ revision, currency, taxes_included: taxes.isInclusive },
    proposed_taxes: revision === 0 ? proposed : null,
    price_levels: levels.map(({ id, name, priceMinor, feeMinor }) => {
      return { id, name, price: money(priceMinor), fee: money(feeMinor) };
    }),
    ticket_types: ticketTypes.map(({ id, name, kind, value, levelIds, perOrderMax, needsWheelchair }) => ({
      ...{ id, name, kind: small(kind), value: kind === "PERCENT" ? value : money(value) },
      ...{ price_level_ids: copy(levelIds), per_order_max: perOrderMax, needs_wheelchair: needsWheelchair },
    })),
    group_discounts: groupDiscounts.map(({ id, name, kind, seats, value, levelIds }) => {
      return { id, name, kind: small(kind), seats, value, price_level_ids: copy(levelIds) };
    }),
    tax_rates: taxes.rates.map(({ id, name, rateMilli, on, levelIds }) => {
      return { id, name, percent: rateMilli / 1_000, on: on.map(small), price_level_ids: copy(levelIds) };
    }),
  };
}

const small = <Word extends string>(word: Word) => word.toLowerCase() as Lowercase<Word>;
const copy = (levelIds: readonly number[] | null) => (levelIds === null ? null : [...levelIds]);
