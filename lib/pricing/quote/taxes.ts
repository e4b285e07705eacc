import { isAt } from "./reductions.ts";
import type { Taxed, TaxRate, TaxRules, TaxTotal } from "./sale.ts";
import { portionOf, spread, sumOf } from "./spread.ts";

/** A part of a line that is taxed by its own rates: a ticket's price, its fee, an add-on. `line` is its place among the lines. */
export type TaxedPart = {
  readonly line: number;
  readonly on: Taxed;
  readonly levelId: number | null;
  readonly amountMinor: number;
  /** Of an add-on: see `SaleAddOn`. */
  readonly rateIds?: readonly string[] | null | undefined;
};

type Share = { line: number; rate: TaxRate; amountMinor: number; netMinor: number };

const WHOLE = 100_000;

/**
 * The taxes of each line and of all. A tax is reckoned once for all that bears the same rates, a half cent rounded up, and its cents are
 * spread over the lines, so that lines, totals by rate and invoice add up to the same. Contained: price × rate ÷ (100 % + all rates of the
 * part). Added: price × rate, rounded to the currency's step, so that the total can be charged.
 */
export function taxesOf(
  parts: readonly TaxedPart[],
  { rules, lines, stepMinor }: { rules: TaxRules; lines: number; stepMinor: number },
): { byLine: TaxTotal[][]; totals: TaxTotal[] } {
  const shares = [...groupedByRates(parts, rules.rates).values()].flatMap(({ rates, group }) =>
    rules.isInclusive ? contained(group, rates) : added(group, rates, stepMinor),
  );
  const byLine = Array.from({ length: lines }, (_, line) =>
    rules.rates.flatMap((rate) => {
      const own = shares.filter((share) => share.line === line && share.rate === rate);
      return own.length === 0 ? [] : [taxTotal(rate, own)];
    }),
  );
  const totals = rules.rates.flatMap((rate) => {
    const own = shares.filter((share) => share.rate === rate);
    return own.length === 0 ? [] : [taxTotal(rate, own)];
  });
  return { byLine, totals };
}

function taxTotal({ id, name, rateMilli }: TaxRate, shares: readonly Share[]): TaxTotal {
  const amountMinor = sumOf(shares.map((share) => share.amountMinor));
  return { id, name, rateMilli, amountMinor, netMinor: sumOf(shares.map((share) => share.netMinor)) };
}

function groupedByRates(
  parts: readonly TaxedPart[],
  all: readonly TaxRate[],
): Map<string, { rates: TaxRate[]; group: TaxedPart[] }> {
  const groups = new Map<string, { rates: TaxRate[]; group: TaxedPart[] }>();
  for (const part of parts) {
    const rates = ratesOn(part, all);
    const key = rates.map(({ id }) => id).join(" ");
    const known = groups.get(key);
    if (known) known.group.push(part);
    else groups.set(key, { rates, group: [part] });
  }
  return groups;
}

function ratesOn({ on, levelId, rateIds = null }: TaxedPart, all: readonly TaxRate[]): TaxRate[] {
  const usual = all.filter((rate) => rate.on.includes(on) && (levelId === null || isAt(rate.levelIds, levelId)));
  if (rateIds === null || rateIds.length === 0) return rateIds === null ? usual : [];
  const named = usual.filter(({ id }) => rateIds.includes(id));
  // The rates of an event are replaced now and then: a thing that had one is never sold without any.
  return named.length > 0 ? named : usual;
}

function contained(group: readonly TaxedPart[], rates: readonly TaxRate[]): Share[] {
  const amounts = group.map(({ amountMinor }) => amountMinor);
  const allRates = sumOf(rates.map(({ rateMilli }) => rateMilli));
  const tax = portionOf(sumOf(amounts), { numerator: allRates, denominator: WHOLE + allRates });
  // No part bears more tax than it costs, also under several rates: each part's tax is settled first, then split.
  return spread(tax, amounts).flatMap((ofPart, i) => {
    const part = group[i];
    if (!part) return [];
    const split = spread(
      ofPart,
      rates.map(({ rateMilli }) => rateMilli),
    );
    return rates.map((rate, r) => ({
      line: part.line,
      rate,
      amountMinor: split[r] ?? 0,
      netMinor: part.amountMinor - ofPart,
    }));
  });
}

function added(group: readonly TaxedPart[], rates: readonly TaxRate[], stepMinor: number): Share[] {
  const amounts = group.map(({ amountMinor }) => amountMinor);
  return rates.flatMap((rate) => {
    const denominator = WHOLE * stepMinor;
    const tax = portionOf(sumOf(amounts), { numerator: rate.rateMilli, denominator }) * stepMinor;
    const shares = spread(tax, amounts);
    return group.map((part, i) => ({ line: part.line, rate, amountMinor: shares[i] ?? 0, netMinor: part.amountMinor }));
  });
}
