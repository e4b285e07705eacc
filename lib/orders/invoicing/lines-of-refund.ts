import { partsOf, taxesOf } from "../reading/price-lines.ts";
import type { OrderRows } from "../reading/store.ts";
import { addOnsOfRefund, isByPayment } from "../refunding/refund-rules.ts";
import { creditLines, linesLeft, type RefundedParts } from "./credit-lines.ts";
import type { InvoiceLine } from "./invoice-document.ts";
import { linesOfOrder } from "./invoice-lines.ts";

type Sold = Pick<OrderRows, "items" | "addOns" | "event" | "tables">;
type SoldOrder = Pick<OrderRows["order"], "totalMinor" | "addOnsMinor" | "addedTaxMinor">;

/** The lines of an order's invoice, from its rows. */
export function linesOfSold({ items, addOns, event, tables }: Sold, order: SoldOrder): InvoiceLine[] {
  const levels = new Map(event.priceLevels.map((level) => [level.id, level]));
  return linesOfOrder({
    order,
    items: items.map((item) => {
      const level = levels.get(item.priceLevelId);
      const named = {
        isTable: tables.has(item.section),
        priceLevel: level?.name ?? "",
        listFeeMinor: level?.feeMinor ?? 0,
      };
      return { ...item, ...named, reductions: partsOf(item), taxes: taxesOf(item) };
    }),
    addOns: addOns.map((addOn) => ({ ...addOn, taxes: taxesOf(addOn) })),
  });
}

/** What each refund of a paid order gave back, the oldest first. */
export function refundedParts(
  refunds: OrderRows["refunds"],
  { tickets }: Pick<OrderRows, "tickets">,
): ({ id: string } & RefundedParts)[] {
  const seatOf = new Map(tickets.map(({ id, seatId }) => [id, seatId]));
  return refunds
    .filter(({ kind }) => !isByPayment(kind))
    .map((refund) => ({
      ...{ id: refund.id, amountMinor: refund.amountMinor, addOns: addOnsOfRefund(refund) },
      seatIds: refund.ticketIds.flatMap((ticket) => seatOf.get(ticket) ?? []),
    }));
}

/** The lines that the next refund of an order would take back, after the ones before it: as a credit note would say them. */
export function linesOfNextRefund(rows: OrderRows, next: RefundedParts): InvoiceLine[] {
  const { order, refunds } = rows;
  const isTaxInclusive = order.addedTaxMinor === 0;
  const lines = linesOfSold(rows, order);
  const take = (credited: readonly InvoiceLine[], refund: RefundedParts) =>
    creditLines(linesLeft(lines, { credited, isTaxInclusive }), { ...refund, isTaxInclusive });
  const credited: InvoiceLine[] = [];
  for (const refund of refundedParts(refunds, rows)) credited.push(...take(credited, refund));
  return take(credited, next);
}
