import type { TaxTotal } from "#lib/pricing/quote/sale";
import { spread, sumOf } from "#lib/pricing/quote/spread";
import type { InvoiceLine } from "./invoice-document.ts";
import { portion } from "./invoice-lines.ts";

/**
 * What is left of an invoice's lines after its credit notes, each line once. A line that nothing was credited of stays as it was; of
 * another one, only what is left of its price and its taxes is known, not how it was reduced.
 */
export function linesLeft(
  lines: readonly InvoiceLine[],
  { credited, isTaxInclusive }: { credited: readonly InvoiceLine[]; isTaxInclusive: boolean },
): InvoiceLine[] {
  const byKey = Map.groupBy(credited, ({ key }) => key);
  return lines.flatMap((line) => {
    const gone = byKey.get(line.key) ?? [];
    if (gone.length === 0) return line.totalMinor === 0 ? [] : [line];
    const totalMinor = line.totalMinor - sumOf(gone.map((each) => each.totalMinor));
    const feeMinor = line.feeMinor - sumOf(gone.map((each) => each.feeMinor));
    const taxes = line.taxes.map((tax) => taxLeft(tax, gone));
    return totalMinor === 0 ? [] : [plainLine(line, { totalMinor, feeMinor, taxes, isTaxInclusive })];
  });
}

function taxLeft(tax: TaxTotal, gone: readonly InvoiceLine[]): TaxTotal {
  const same = gone.flatMap(({ taxes }) => taxes.filter(({ id }) => id === tax.id));
  const amountMinor = tax.amountMinor - sumOf(same.map((each) => each.amountMinor));
  return { ...tax, amountMinor, netMinor: tax.netMinor - sumOf(same.map((each) => each.netMinor)) };
}

/**
 * The lines of a credit note over `amountMinor`, at most all that is left. It takes the returned seats first, up to what is left of each, and
 * the rest from all other lines by their price: so money given back without a ticket lowers the price of all, with its taxes.
 */
export function creditLines(
  left: readonly InvoiceLine[],
  asked: { amountMinor: number; seatIds: readonly number[]; isTaxInclusive: boolean },
): InvoiceLine[] {
  const { amountMinor, isTaxInclusive } = asked;
  const keys = new Set(asked.seatIds.map((id) => `seat:${id}`));
  const prices = left.map(({ totalMinor }) => totalMinor);
  const first = left.map(({ key, totalMinor }) => (keys.has(key) ? totalMinor : 0));
  const fromSeats = spread(Math.min(amountMinor, sumOf(first)), first);
  const others = prices.map((price, i) => price - (fromSeats[i] ?? 0));
  const fromOthers = spread(Math.min(amountMinor - sumOf(fromSeats), sumOf(others)), others);
  return left.flatMap((line, i) => {
    const totalMinor = (fromSeats[i] ?? 0) + (fromOthers[i] ?? 0);
    if (totalMinor === 0) return [];
    if (totalMinor === line.totalMinor) return [line];
    const feeMinor = portion(line.feeMinor, totalMinor, line.totalMinor);
    return [plainLine(line, { totalMinor, feeMinor, taxes: taxesOfPart(line, totalMinor), isTaxInclusive })];
  });
}

/**
 * The taxes of a part of a line, reckoned once for all rates and then split: so no part bears more tax than it costs, and what
 * remains does not either.
 */
function taxesOfPart({ taxes, totalMinor }: InvoiceLine, partMinor: number): TaxTotal[] {
  const amounts = taxes.map(({ amountMinor }) => amountMinor);
  const shares = spread(portion(sumOf(amounts), partMinor, totalMinor), amounts);
  return taxes.map((each, i) => ({
    ...each,
    amountMinor: shares[i] ?? 0,
    netMinor: portion(each.netMinor, partMinor, totalMinor),
  }));
}

type Part = Pick<InvoiceLine, "totalMinor" | "feeMinor" | "taxes"> & { isTaxInclusive: boolean };

/** A line whose price is stated without its reductions. */
function plainLine({ key, what }: InvoiceLine, { isTaxInclusive, ...part }: Part): InvoiceLine {
  const addedMinor = isTaxInclusive ? 0 : sumOf(part.taxes.map(({ amountMinor }) => amountMinor));
  return { key, what, listMinor: part.totalMinor - addedMinor, reductions: [], ...part };
}
