import { toMinor } from "#lib/platform/money";
import type { GroupDiscount, TaxRate, TicketType } from "../quote/sale.ts";
import type { PriceRulesBody } from "./price-rules-contract.ts";

/** Rules of price as they are given, with an id for each. */
export type GivenRules = {
  ticketTypes: readonly TicketType[];
  groupDiscounts: readonly GroupDiscount[];
  isInclusive: boolean;
  rates: readonly TaxRate[];
};

/**
 * Rules as they are given, as the sale reckons with them. Judged before (judge-price-rules.ts). `newId` names those that are new. Browser-safe,
 * for the organizer's example.
 */
export function rulesGiven(
  body: Omit<PriceRulesBody, "revision">,
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

const large = <Word extends string>(word: Word) => word.toUpperCase() as Uppercase<Word>;
