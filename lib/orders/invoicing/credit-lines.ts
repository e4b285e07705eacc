import type { TaxTotal } from "#lib/pricing/quote/sale";
import { spread, sumOf } from "#lib/pricing/quote/spread";
import type { ReturnedAddOn } from "../refunding/refund-rules.ts";
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
    const rest = { ...line, what: whatLeft(line, gone) };
    return totalMinor === 0 ? [] : [plainLine(rest, { totalMinor, feeMinor, taxes, isTaxInclusive })];
  });
}

function taxLeft(tax: TaxTotal, gone: readonly InvoiceLine[]): TaxTotal {
  const same = gone.flatMap(({ taxes }) => taxes.filter(({ id }) => id === tax.id));
  const amountMinor = tax.amountMinor - sumOf(same.map((each) => each.amountMinor));
  return { ...tax, amountMinor, netMinor: tax.netMinor - sumOf(same.map((each) => each.netMinor)) };
}

/** What a refund gave back: a sum, and what it was for. The rest of the sum, or all of it, was for nothing in particular. */
export type RefundedParts = {
  readonly amountMinor: number;
  readonly seatIds: readonly number[];
  readonly addOns: readonly ReturnedAddOn[];
};

/**
 * The lines of a credit note over `amountMinor`, at most all that is left. It takes the returned seats and add-ons first, up to what is left of
 * each, and the rest from all other lines by their price: so money given back for nothing in particular lowers the price of all, with its taxes.
 */
export function creditLines(
  left: readonly InvoiceLine[],
  asked: RefundedParts & { isTaxInclusive: boolean },
): InvoiceLine[] {
  const { amountMinor, isTaxInclusive } = asked;
  const keys = new Set(asked.seatIds.map((id) => `seat:${id}`));
  const returned = new Map(asked.addOns.map((addOn) => [`add_on:${addOn.addOnId}`, addOn]));
  const prices = left.map(({ totalMinor }) => totalMinor);
  const first = left.map(({ key, totalMinor }) => {
    return keys.has(key) ? totalMinor : Math.min(returned.get(key)?.minor ?? 0, totalMinor);
  });
  const fromReturned = spread(Math.min(amountMinor, sumOf(first)), first);
  const others = prices.map((price, i) => price - (fromReturned[i] ?? 0));
  const fromOthers = spread(Math.min(amountMinor - sumOf(fromReturned), sumOf(others)), others);
  return left.flatMap((line, i) => {
    const totalMinor = (fromReturned[i] ?? 0) + (fromOthers[i] ?? 0);
    if (totalMinor === 0) return [];
    const what = withReturned(line.what, returned.get(line.key)?.quantity);
    if (totalMinor === line.totalMinor) return [{ ...line, what }];
    const feeMinor = portion(line.feeMinor, totalMinor, line.totalMinor);
    const part = { totalMinor, feeMinor, taxes: taxesOfPart(line, totalMinor), isTaxInclusive };
    return [plainLine({ ...line, what }, part)];
  });
}

/** An add-on's line of a credit note names how many went back; money that went back with none of them names all. */
function withReturned(what: InvoiceLine["what"], returned: number | undefined): InvoiceLine["what"] {
  return what.kind === "add_on" && returned ? { ...what, quantity: returned, returned } : what;
}

/** How many are left of an add-on's line. */
function whatLeft({ what }: InvoiceLine, gone: readonly InvoiceLine[]): InvoiceLine["what"] {
  if (what.kind === "ticket") return what;
  const returned = sumOf(gone.map((each) => (each.what.kind === "add_on" ? (each.what.returned ?? 0) : 0)));
  return { ...what, quantity: what.quantity - returned };
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
