import { toMajor } from "#lib/platform/money";
import type { TaxTotal } from "#lib/pricing/quote/sale";
import { taxOnWire } from "../placing/quote-wire.ts";
import type { InvoiceWire } from "./invoice-contract.ts";
import type { InvoiceLine } from "./invoice-document.ts";
import type { InvoiceRow } from "./invoice-store.ts";

/** A document as the API spells it. */
export function invoiceOnWire({ id, eventId, issuedAt, document }: InvoiceRow): InvoiceWire {
  const { currency, totals, event, buyer, corrects } = document;
  const money = (minor: number) => toMajor(minor, currency);
  const { vatId, ...address } = buyer;
  return {
    ...{ id, kind: document.kind === "INVOICE" ? "invoice" : "credit_note", number: document.number },
    ...{ issued_on: document.issuedOn, issued_at: issuedAt.toISOString(), order_number: document.orderNumber },
    event: { id: eventId, title: event.title, date: event.startsAt },
    seller: document.seller,
    buyer: { ...address, vat_id: vatId },
    currency,
    lines: document.lines.map((line) => lineOnWire(line, currency)),
    taxes: totals.taxes.map((tax) => totalOnWire(tax, currency)),
    taxes_included: document.isTaxInclusive,
    ...{ net: money(totals.netMinor), tax: money(totals.taxMinor), total: money(totals.totalMinor) },
    reverse_charge: document.isReverseCharge,
    corrects: corrects && { number: corrects.number, issued_on: corrects.issuedOn, reason: corrects.reason },
  };
}

function totalOnWire(tax: TaxTotal, currency: string): InvoiceWire["taxes"][number] {
  return { ...taxOnWire(tax, currency), net: toMajor(tax.netMinor, currency) };
}

function lineOnWire(line: InvoiceLine, currency: string): InvoiceWire["lines"][number] {
  const { what } = line;
  const money = (minor: number) => toMajor(minor, currency);
  const isTicket = what.kind === "ticket";
  return {
    kind: what.kind,
    name: isTicket ? what.priceLevel : what.name,
    seat: isTicket ? { section: what.section, row: what.row, number: what.number, at_table: what.isTable } : null,
    ticket_type: isTicket ? what.ticketType : null,
    quantity: isTicket ? 1 : what.quantity,
    list_price: money(line.listMinor),
    reductions: line.reductions.map(({ kind, name, amountMinor }) => ({ kind, name, amount: money(amountMinor) })),
    fee: money(line.feeMinor),
    taxes: line.taxes.map((tax) => totalOnWire(tax, currency)),
    total: money(line.totalMinor),
  };
}
