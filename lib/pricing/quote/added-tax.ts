import { isAt } from "./reductions.ts";
import type { TaxRules } from "./sale.ts";
import { sumOf } from "./spread.ts";

const WHOLE = 100_000;

/**
 * What an event's taxes add to the price of one seat of a level, as it is shown before there is a basket. Each tax is rounded up to the step of the
 * currency: a basket's taxes are reckoned for all its seats together and rounded once, so they are never more than these.
 */
export function addedTaxOf(
  { id, priceMinor, feeMinor }: { id: number; priceMinor: number; feeMinor: number },
  { taxes, stepMinor }: { taxes: TaxRules; stepMinor: number },
): number {
  if (taxes.isInclusive) return 0;
  const fee = Math.min(feeMinor, priceMinor);
  const ratesOn = (thing: "TICKETS" | "FEES") =>
    taxes.rates.filter(({ on, levelIds }) => on.includes(thing) && isAt(levelIds, id));
  const [onTickets, onFees] = [ratesOn("TICKETS"), ratesOn("FEES")];
  const isAlike = onTickets.length === onFees.length && onTickets.every((rate) => onFees.includes(rate));
  const added = (amountMinor: number, rates: TaxRules["rates"]) =>
    sumOf(rates.map(({ rateMilli }) => Math.ceil((amountMinor * rateMilli) / (WHOLE * stepMinor)) * stepMinor));
  return isAlike ? added(priceMinor, onTickets) : added(priceMinor - fee, onTickets) + added(fee, onFees);
}
