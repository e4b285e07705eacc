import { chargeLimits, judgeAmount } from "#lib/platform/charge-limits";
import { quoteSale } from "#lib/pricing/quote/quote-sale";
import type { Reduction, SaleQuote, SaleSeat, TicketLine, TicketTypeProblem } from "#lib/pricing/quote/sale";
import { judgePriceRules } from "#lib/pricing/rules/judge-price-rules";
import type { PriceRulesWire } from "#lib/pricing/rules/price-rules-contract";
import { rulesGiven } from "#lib/pricing/rules/rules-given";
import { type RulesDraft, readDraft } from "./rules-draft.ts";

/** Seats of one level at one ticket type, as the example asks for them. `typeKey` is the key of a row of the form; empty for full price. */
export type ExampleSeats = {
  readonly count: number;
  readonly levelId: number;
  readonly typeKey: string;
  readonly isWheelchair: boolean;
};

export type PricedLevel = {
  readonly id: number;
  readonly name: string;
  readonly priceMinor: number;
  readonly feeMinor: number;
};

/** Tickets that cost the same for the same reasons. */
export type ExampleLine = Pick<
  TicketLine,
  "levelId" | "ticketType" | "listMinor" | "parts" | "addedTaxMinor" | "unitMinor"
> & {
  readonly count: number;
};

export type Example =
  | {
      readonly kind: "quoted";
      readonly quote: SaleQuote;
      readonly lines: readonly ExampleLine[];
      readonly isPayable: boolean;
    }
  | { readonly kind: "problem"; readonly problem: TicketTypeProblem; readonly name: string }
  | { readonly kind: "unreadable" };

/** What seats would cost by the rules that stand in the form, saved or not: reckoned by the function that every sale is. */
export function quoteExample(
  asked: readonly ExampleSeats[],
  {
    draft,
    levels,
    currency,
  }: { draft: RulesDraft; levels: readonly PricedLevel[]; currency: PriceRulesWire["currency"] },
): Example {
  const { rules, wrong } = readDraft(draft);
  const keys = [...draft.types, ...draft.groups, ...draft.taxes.rates].map(({ key }) => key);
  const known = { currency, levelIds: levels.map(({ id }) => id), ruleIds: keys, hasWheelchairPlaces: true };
  if (Object.keys(wrong).length > 0 || judgePriceRules(rules, known).length > 0) return { kind: "unreadable" };
  const named = {
    ...rules,
    ticket_types: rules.ticket_types.map((type, i) => ({ ...type, id: draft.types[i]?.key ?? "" })),
  };
  let made = 0;
  const { isInclusive, rates, ...given } = rulesGiven(named, { currency, newId: () => `new ${++made}` });
  const taxes = { isInclusive, rates };
  const quoted = quoteSale(
    { seats: seatsOf(asked, levels), addOns: [] },
    { ...given, taxes, code: null, charge: chargeLimits(currency) },
  );
  if (!quoted.ok) {
    const name = draft.types.find(({ key }) => key === quoted.problem.ticketTypeId)?.name ?? "";
    return { kind: "problem", problem: quoted.problem, name };
  }
  const { quote } = quoted;
  return {
    ...{ kind: "quoted", quote, lines: linesOf(quote.tickets) },
    isPayable: judgeAmount(quote.totalMinor, currency) === undefined,
  };
}

function seatsOf(asked: readonly ExampleSeats[], levels: readonly PricedLevel[]): SaleSeat[] {
  return asked
    .flatMap(({ count, levelId, typeKey, isWheelchair }) => {
      const level = levels.find(({ id }) => id === levelId);
      const seat = {
        ...{ levelId, listMinor: level?.priceMinor ?? 0, feeMinor: level?.feeMinor ?? 0 },
        ...{ kind: isWheelchair ? ("WHEELCHAIR" as const) : ("STANDARD" as const), ticketTypeId: typeKey || null },
      };
      return Array.from({ length: count }, () => seat);
    })
    .map((seat, i) => ({ ...seat, seatId: i + 1 }));
}

function linesOf(tickets: readonly TicketLine[]): ExampleLine[] {
  const lines = new Map<string, ExampleLine>();
  for (const { levelId, ticketType, listMinor, parts, addedTaxMinor, unitMinor } of tickets) {
    const line = { levelId, ticketType, listMinor, parts, addedTaxMinor, unitMinor };
    const key = JSON.stringify(line);
    lines.set(key, { ...line, count: (lines.get(key)?.count ?? 0) + 1 });
  }
  return [...lines.values()];
}

/** The reductions of all tickets by their rule. */
export function reductionsOf({ tickets }: SaleQuote): Reduction[] {
  const sums = new Map<string, Reduction>();
  for (const part of tickets.flatMap(({ parts }) => parts)) {
    const sum = sums.get(part.id)?.amountMinor ?? 0;
    sums.set(part.id, { ...part, amountMinor: sum + part.amountMinor });
  }
  return [...sums.values()];
}
