import type { LineTax, Reduction, TaxTotal } from "#lib/pricing/quote/sale";
import { portionOf, spread, sumOf } from "#lib/pricing/quote/spread";
import type { InvoiceLine, InvoiceTotals } from "./invoice-document.ts";

/** An order's rows, as far as its invoice repeats them. */
export type SoldLines = {
  readonly order: { readonly totalMinor: number; readonly addOnsMinor: number; readonly addedTaxMinor: number };
  readonly items: readonly {
    readonly seatId: number;
    readonly section: string;
    readonly row: string;
    readonly number: string;
    readonly isTable: boolean;
    readonly priceLevel: string;
    /** The booking fee inside the full price. */
    readonly listFeeMinor: number;
    readonly ticketType: string | null;
    /** Null on orders of before: `unitMinor` is the full price, and the order's discount lies on all. */
    readonly listMinor: number | null;
    readonly unitMinor: number;
    readonly reductions: readonly Reduction[];
    readonly taxes: readonly KeptTax[];
  }[];
  readonly addOns: readonly {
    readonly addOnId: string;
    readonly name: string;
    readonly quantity: number;
    readonly unitMinor: number;
    readonly totalMinor: number;
    readonly taxes: readonly KeptTax[];
  }[];
};

/** Orders of before keep no net amount with a tax. */
export type KeptTax = LineTax & { readonly netMinor?: number };

/** The lines of an order's invoice. They add up to the order's total. */
export function linesOfOrder({ order, items, addOns }: SoldLines): InvoiceLine[] {
  const paidForTickets = order.totalMinor - order.addOnsMinor;
  const units = items.map(({ unitMinor }) => unitMinor);
  const isFinal = items.every(({ listMinor }) => listMinor !== null);
  const paid = isFinal ? units : spread(paidForTickets, units);
  return [...items.map((item, i) => ticketLine(item, paid[i] ?? 0)), ...addOns.map(addOnLine)];
}

function ticketLine(item: SoldLines["items"][number], totalMinor: number): InvoiceLine {
  const { seatId, section, row, number, isTable, priceLevel, ticketType, listFeeMinor } = item;
  const listMinor = item.listMinor ?? item.unitMinor;
  const off = listMinor - totalMinor;
  const ofBefore: Reduction[] = off > 0 ? [{ kind: "code", id: "", name: "", amountMinor: off }] : [];
  const reductions = item.listMinor === null ? ofBefore : item.reductions;
  const netOfReductions = listMinor - sumOf(reductions.map(({ amountMinor }) => amountMinor));
  return {
    key: `seat:${seatId}`,
    what: { kind: "ticket", section, row, number, isTable, priceLevel, ticketType },
    listMinor,
    reductions,
    feeMinor: portion(Math.min(listFeeMinor, listMinor), netOfReductions, listMinor),
    totalMinor,
    taxes: withNet(item.taxes, totalMinor),
  };
}

function addOnLine({
  addOnId,
  name,
  quantity,
  unitMinor,
  totalMinor,
  taxes,
}: SoldLines["addOns"][number]): InvoiceLine {
  return {
    key: `add_on:${addOnId}`,
    what: { kind: "add_on", name, quantity },
    listMinor: quantity * unitMinor,
    ...{ reductions: [], feeMinor: 0, totalMinor },
    taxes: withNet(taxes, totalMinor),
  };
}

function withNet(taxes: readonly KeptTax[], totalMinor: number): TaxTotal[] {
  const withoutTaxes = totalMinor - sumOf(taxes.map(({ amountMinor }) => amountMinor));
  return taxes.map(({ netMinor = withoutTaxes, ...tax }) => ({ ...tax, netMinor }));
}

/** The totals of some lines. */
export function totalsOf(lines: readonly InvoiceLine[]): InvoiceTotals {
  const byRate = new Map<string, TaxTotal>();
  for (const { id, name, rateMilli, amountMinor, netMinor } of lines.flatMap(({ taxes }) => taxes)) {
    const known = byRate.get(id) ?? { amountMinor: 0, netMinor: 0 };
    const sum = { amountMinor: known.amountMinor + amountMinor, netMinor: known.netMinor + netMinor };
    byRate.set(id, { id, name, rateMilli, ...sum });
  }
  const taxes = [...byRate.values()];
  const totalMinor = sumOf(lines.map((line) => line.totalMinor));
  const taxMinor = sumOf(taxes.map(({ amountMinor }) => amountMinor));
  return { taxes, netMinor: totalMinor - taxMinor, taxMinor, totalMinor };
}

/** `part` of an amount of which `whole` is all; 0 of nothing. */
export function portion(amountMinor: number, part: number, whole: number): number {
  return whole === 0 ? 0 : portionOf(amountMinor, { numerator: part, denominator: whole });
}
