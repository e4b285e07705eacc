import type { InvoiceTerms } from "#lib/organizations/queries";
import type { Seller } from "#lib/organizations/seller";
import { uuidv7 } from "#lib/platform/ids";
import type { OrderRows } from "../reading/store.ts";
import type { InvoiceBuyer, InvoiceDocument, InvoiceSeller } from "./invoice-document.ts";
import { totalsOf } from "./invoice-lines.ts";
import { dayOfIssue, nextNumber } from "./invoice-number.ts";
import type { BillingRow, DrawnUp, InvoiceFacts, InvoiceRow } from "./invoice-store.ts";
import { linesOfSold, refundedParts } from "./lines-of-refund.ts";
import { type Draft, type OrderToInvoice, planDocuments } from "./plan-documents.ts";
import { isReverseCharge } from "./reverse-charge.ts";
import { vatStateOf } from "./vies.ts";

/** What never changes of an order once it is paid, with its seller as of now. */
export type Sold = Pick<OrderRows, "items" | "addOns" | "tickets" | "event" | "seller" | "tables"> & {
  terms: InvoiceTerms;
};

/** The documents that an order lacks, with their numbers. `isWanted`: it gets an invoice where it has none. */
export function drawUpInvoices(sold: Sold, isWanted: (facts: InvoiceFacts) => boolean, facts: InvoiceFacts): DrawnUp {
  const drafts = planDocuments(orderToInvoice(sold, { facts, isWanted: isWanted(facts) }));
  const issuedOn = dayOfIssue(facts.now, sold.seller.country);
  const rows: InvoiceRow[] = [];
  let counter = facts.counter;
  let inForce = facts.issued.findLast(({ kind }) => kind === "INVOICE");
  for (const draft of drafts) {
    const { kind } = draft;
    const year = Number(issuedOn.slice(0, 4));
    const taken = nextNumber(counter, { kind, prefix: sold.terms.invoicePrefix, year });
    counter = taken.counter;
    const issuedAt = momentAfter(facts, rows.length);
    const row = rowOf(draft, { sold, facts, inForce, issuedAt, issuedOn, taken });
    if (kind === "INVOICE") inForce = row;
    rows.push(row);
  }
  return { counter, rows };
}

/** Documents of one order follow each other by a millisecond at least, so that their order can be read from them. */
function momentAfter({ now, issued }: InvoiceFacts, place: number): Date {
  const last = issued.at(-1)?.issuedAt.getTime() ?? 0;
  return new Date(Math.max(now.getTime(), last + 1) + place);
}

function orderToInvoice(sold: Sold, { facts, isWanted }: { facts: InvoiceFacts; isWanted: boolean }): OrderToInvoice {
  const { order, billing, refunds, issued } = facts;
  return {
    state: order.status === "FAILED" ? "undone" : order.status === "PENDING" ? "unpaid" : "paid",
    lines: linesOfSold(sold, order),
    isTaxInclusive: order.addedTaxMinor === 0,
    isWanted,
    billingRevision: billing?.revision ?? 0,
    refunds: refundedParts(refunds, sold),
    issued: issued.map(({ document, ...row }) => ({ ...row, lines: document.lines })),
  };
}

type Around = {
  sold: Sold;
  facts: InvoiceFacts;
  inForce: InvoiceRow | undefined;
  issuedAt: Date;
  issuedOn: string;
  taken: ReturnType<typeof nextNumber>;
};

function rowOf(draft: Draft, around: Around): InvoiceRow {
  const { sold, inForce, issuedAt, issuedOn, taken } = around;
  const { order } = around.facts;
  const { year, serial, number } = taken;
  const isCredit = draft.kind === "CREDIT_NOTE";
  const document = documentOf(draft, around);
  return {
    ...{ id: uuidv7(), organizationId: sold.event.organizationId, kind: draft.kind, year, serial, number },
    ...{ eventId: order.eventId, orderId: order.id, orderNumber: order.number, cause: draft.cause },
    invoiceId: isCredit && inForce ? inForce.id : null,
    ...{ issuedAt, issuedOn: new Date(issuedOn), currency: order.currency },
    ...{ totalMinor: document.totals.totalMinor, document },
  };
}

/** A credit note repeats seller, buyer and event of its invoice. */
function documentOf(draft: Draft, { sold, facts, inForce, issuedOn, taken }: Around): InvoiceDocument {
  const { order, billing } = facts;
  const totals = totalsOf(draft.lines);
  const own = { kind: draft.kind, number: taken.number, issuedOn, lines: draft.lines, totals };
  if (draft.kind === "CREDIT_NOTE" && inForce) {
    const { number, issuedOn: on } = inForce.document;
    return { ...inForce.document, ...own, corrects: { number, issuedOn: on, reason: draft.reason } };
  }
  const { event } = sold;
  const seller = sellerOf(sold.seller);
  const buyer = buyerOf(order, billing);
  const sale = { isDeclared: sold.terms.reverseCharge, taxMinor: totals.taxMinor, venueCountry: event.venue.country };
  return {
    ...{ version: 1, ...own, locale: order.locale, seller, buyer, orderNumber: order.number },
    paidAt: (order.paidAt ?? order.createdAt).toISOString(),
    event: {
      ...{ title: event.title, startsAt: event.startsAt.toISOString(), timeZone: event.venue.timezone },
      ...{ venueName: event.venue.name, city: event.venue.city, country: event.venue.country },
    },
    currency: order.currency,
    isTaxInclusive: order.addedTaxMinor === 0,
    isReverseCharge: isReverseCharge({
      ...sale,
      seller: { country: seller.country, vatId: seller.vat_id },
      buyer,
      vatState: vatStateOf(billing?.vatCheck),
    }),
    corrects: null,
  };
}

function sellerOf({ logo, color_light, color_dark, ...seller }: Seller): InvoiceSeller {
  return seller;
}

function buyerOf({ name, email }: InvoiceFacts["order"], billing: BillingRow | null): InvoiceBuyer {
  if (!billing) return { name, email, company: "", address: "", postcode: "", city: "", country: "", vatId: "" };
  const { company, address, postcode, city, country, vatId } = billing;
  return { name: billing.name, email, company, address, postcode, city, country, vatId };
}
