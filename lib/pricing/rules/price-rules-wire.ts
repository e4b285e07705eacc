import { toMajor, toMinor } from "#lib/platform/money";
import type { PriceRulesBody, PriceRulesWire } from "./price-rules-contract.ts";
import type { PriceRules } from "./price-rules-of.ts";
import type { GivenRules } from "./sale-rules-store.ts";

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

/** Rules as they are given, as the sale reckons with them. Judged before (judge-price-rules.ts). `newId` names those that are new. */
export function rulesGiven(
  body: PriceRulesBody,
  { currency, newId }: { currency: string; newId: () => string },
): GivenRules {
  return {
    isInclusive: body.taxes_included,
    ticketTypes: body.ticket_types.map(({ id = newId(), name, kind, value, ...rest }) => ({
      ...{ id, name, kind: large(kind), value: kind === "percent" ? value : (toMinor(value, currency) ?? 0) },
      ...{ levelIds: rest.price_level_ids, perOrderMax: rest.per_order_max, needsWheelchair: rest.needs_wheelchair },
    })),
    groupDiscounts: body.group_discounts.map(
      ({ id = newId(), name, kind, seats, value, price_level_ids: levelIds }) => {
        return { id, name, kind: large(kind), seats, value, levelIds };
      },
    ),
    rates: body.tax_rates.map(({ id = newId(), name, percent, on, price_level_ids: levelIds }) => {
      return { id, name, rateMilli: Math.round(percent * 1_000), on: on.map(large), levelIds };
    }),
  };
}

const small = <Word extends string>(word: Word) => word.toLowerCase() as Lowercase<Word>;
const large = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>;
const copy = (levelIds: readonly number[] | null) => (levelIds === null ? null : [...levelIds]);
