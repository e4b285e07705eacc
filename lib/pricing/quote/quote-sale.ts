import { judgeTicketTypes } from "./judge-ticket-types.ts";
import { cutToSmallestCharge, type Priced, reduceByCode, reduceByGroup, reduceByTicketType } from "./reductions.ts";
import type {
  AddOnLine,
  SaleAddOn,
  SaleBasket,
  SaleQuote,
  SaleRules,
  TaxTotal,
  TicketLine,
  TicketTypeProblem,
} from "./sale.ts";
import { portionOf, sumOf } from "./spread.ts";
import { type TaxedPart, taxesOf } from "./taxes.ts";

/**
 * The price of a basket, and why. Every price of a basket that anybody sees or pays comes from here (docs/decisions/048-the-price-of-a-basket.md).
 *
 * The rules apply in this order, each to what the one before left: the seat's price at the hold → its ticket type → the best group
 * discount → the code → the smallest charge → taxes. Nothing but added taxes raises a price. A reduction keeps to the currency's step, so the
 * total is 0 or, where the full prices could be charged, an amount that can be. Lines add up to the total to the cent.
 * Refuses ticket types that cannot be had for these seats. Whether the total can be charged is asked of `judgeTotal`.
 */
export function quoteSale(
  basket: SaleBasket,
  rules: SaleRules,
): { ok: true; quote: SaleQuote } | { ok: false; problem: TicketTypeProblem } {
  const problem = judgeTicketTypes(basket.seats, rules.ticketTypes);
  if (problem) return { ok: false, problem };
  const steps = rules.charge ?? { stepMinor: 1, minMinor: 0 };
  const addOnsMinor = sumOf(basket.addOns.map(priceOf));
  const types = new Map(rules.ticketTypes.map((type) => [type.id, type]));
  const priced = basket.seats.map((seat): Priced => {
    return { seat, type: types.get(seat.ticketTypeId ?? ""), netMinor: seat.listMinor, parts: [] };
  });
  reduceByTicketType(priced, steps);
  reduceByGroup(priced, rules.groupDiscounts, steps);
  reduceByCode(priced, rules.code, { ...steps, addOnsMinor });
  const isCut = cutToSmallestCharge(priced, { ...steps, addOnsMinor });
  return { ok: true, quote: quoteOf(priced, basket.addOns, { rules, isCut, stepMinor: steps.stepMinor }) };
}

function quoteOf(
  priced: readonly Priced[],
  addOns: readonly SaleAddOn[],
  { rules, isCut, stepMinor }: { rules: SaleRules; isCut: boolean; stepMinor: number },
): SaleQuote {
  const { isInclusive } = rules.taxes;
  const fees = priced.map(({ seat, netMinor }) => feeOf(seat, netMinor));
  const parts = [
    ...priced.flatMap(({ seat, netMinor }, line) =>
      ticketParts({ line, levelId: seat.levelId, netMinor, feeMinor: fees[line] ?? 0 }),
    ),
    ...addOns.map((addOn, i): TaxedPart => {
      const of = { line: priced.length + i, on: "ADD_ONS", levelId: null } as const;
      return { ...of, amountMinor: priceOf(addOn), rateIds: addOn.rateIds };
    }),
  ];
  const taxed = taxesOf(parts, { rules: rules.taxes, lines: priced.length + addOns.length, stepMinor });
  const taxOf = (line: number) => {
    const taxes: TaxTotal[] = taxed.byLine[line] ?? [];
    return { taxes, addedTaxMinor: isInclusive ? 0 : sumOf(taxes.map(({ amountMinor }) => amountMinor)) };
  };
  const tickets = priced.map((line, i): TicketLine => {
    const tax = taxOf(i);
    const { seatId, levelId, listMinor } = line.seat;
    const type = { ticketTypeId: line.type?.id ?? null, ticketType: line.type?.name ?? null };
    return {
      seatId,
      levelId,
      ...type,
      listMinor,
      parts: line.parts,
      unitMinor: line.netMinor + tax.addedTaxMinor,
      feeMinor: fees[i] ?? 0,
      ...tax,
    };
  });
  const lines = addOns.map((addOn, i): AddOnLine => {
    const tax = taxOf(priced.length + i);
    return { ...addOn, totalMinor: priceOf(addOn) + tax.addedTaxMinor, ...tax };
  });
  const reductions = tickets.flatMap((ticket) => ticket.parts);
  return {
    ...{ tickets, addOns: lines, isCut, taxes: taxed.totals, isTaxInclusive: isInclusive },
    listMinor: sumOf(tickets.map(({ listMinor }) => listMinor)) + sumOf(addOns.map(priceOf)),
    discountMinor: sumOf(reductions.map(({ amountMinor }) => amountMinor)),
    codeMinor: sumOf(reductions.map(({ kind, amountMinor }) => (kind === "code" ? amountMinor : 0))),
    addedTaxMinor: sumOf([...tickets, ...lines].map(({ addedTaxMinor }) => addedTaxMinor)),
    totalMinor: sumOf(tickets.map(({ unitMinor }) => unitMinor)) + sumOf(lines.map(({ totalMinor }) => totalMinor)),
  };
}

function ticketParts({
  line,
  levelId,
  netMinor,
  feeMinor,
}: {
  line: number;
  levelId: number;
  netMinor: number;
  feeMinor: number;
}): TaxedPart[] {
  return [
    { line, on: "TICKETS", levelId, amountMinor: netMinor - feeMinor },
    { line, on: "FEES", levelId, amountMinor: feeMinor },
  ];
}

/** The fee inside a reduced price, before added taxes: the same share of it as of the full price. */
export function feeOf({ listMinor, feeMinor }: { listMinor: number; feeMinor: number }, netMinor: number): number {
  return listMinor === 0
    ? 0
    : portionOf(Math.min(feeMinor, listMinor), { numerator: netMinor, denominator: listMinor });
}

function priceOf({ quantity, unitMinor }: SaleAddOn): number {
  return quantity * unitMinor;
}
