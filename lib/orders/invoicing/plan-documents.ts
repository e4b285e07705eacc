import { creditLines, linesLeft, type RefundedParts } from "./credit-lines.ts";
import type { CreditReason, InvoiceLine } from "./invoice-document.ts";

/** What an order has been issued so far, the oldest first. */
export type Issued = {
  readonly id: string;
  readonly kind: "INVOICE" | "CREDIT_NOTE";
  readonly cause: string;
  /** The invoice that a credit note corrects. */
  readonly invoiceId: string | null;
  readonly lines: readonly InvoiceLine[];
};

export type OrderToInvoice = {
  /** `paid` includes orders whose money went back, wholly or in part. `undone`: its bank took the payment back. */
  readonly state: "paid" | "undone" | "unpaid";
  readonly lines: readonly InvoiceLine[];
  readonly isTaxInclusive: boolean;
  /** Whether an invoice is to be issued where there is none. */
  readonly isWanted: boolean;
  /** Which revision of the buyer's details the invoice is to have; 0 where the buyer gave none. */
  readonly billingRevision: number;
  /** The decided refunds of its payment, the oldest first. */
  readonly refunds: readonly ({ readonly id: string } & RefundedParts)[];
  readonly issued: readonly Issued[];
};

/** A document that is missing. A credit note corrects the invoice that is in force when it is issued. */
export type Draft =
  | { readonly kind: "INVOICE"; readonly cause: string; readonly lines: readonly InvoiceLine[] }
  | {
      readonly kind: "CREDIT_NOTE";
      readonly cause: string;
      readonly lines: readonly InvoiceLine[];
      readonly reason: CreditReason;
    };

/**
 * The documents that an order still lacks, in their order: the invoice; a credit note for each refund; one over the rest where the payment
 * was undone; and where the buyer's details changed since, a credit note over the rest with a new invoice over the same. So all
 * invoices less all credit notes are what was kept of the order's price. Asked again afterwards, it answers none.
 */
export function planDocuments(order: OrderToInvoice): Draft[] {
  const issued = invoiceInForce(order);
  if (issued) return missingBeside(order, issued);
  const isFree = order.lines.every(({ totalMinor }) => totalMinor === 0);
  if (!order.isWanted || order.state !== "paid" || isFree) return [];
  const invoice = { kind: "INVOICE", cause: causeOfInvoice(order.billingRevision), lines: order.lines } as const;
  return [invoice, ...missingBeside(order, { ...invoice, credited: [] })];
}

/** What an order lacks beside the invoice in force. */
function missingBeside(order: OrderToInvoice, { cause: ofInvoice, lines: invoiced, credited }: InForce): Draft[] {
  const { isTaxInclusive, state, billingRevision } = order;
  const drafts: Draft[] = [];
  let gone = credited;
  const credit = (note: { cause: string; reason: CreditReason }, of: (left: InvoiceLine[]) => InvoiceLine[]) => {
    const lines = of(linesLeft(invoiced, { credited: gone, isTaxInclusive }));
    gone = [...gone, ...lines];
    if (lines.length > 0) drafts.push({ kind: "CREDIT_NOTE", ...note, lines });
    return lines;
  };
  const done = new Set(order.issued.map(({ cause }) => cause));
  for (const refund of order.refunds.filter(({ id }) => !done.has(id))) {
    credit({ cause: refund.id, reason: "refund" }, (left) => creditLines(left, { ...refund, isTaxInclusive }));
  }
  if (state === "undone") credit({ cause: "undone", reason: "undone" }, (left) => left);
  if (state === "paid" && billingRevision > revisionOf(ofInvoice)) {
    const cause = causeOfInvoice(billingRevision);
    const lines = credit({ cause, reason: "correction" }, (left) => left);
    if (lines.length > 0) drafts.push({ kind: "INVOICE", cause, lines });
  }
  return drafts;
}

type InForce = { cause: string; lines: readonly InvoiceLine[]; credited: readonly InvoiceLine[] };

function invoiceInForce({ issued }: OrderToInvoice): InForce | undefined {
  const invoice = issued.findLast(({ kind }) => kind === "INVOICE");
  if (!invoice) return undefined;
  const notes = issued.filter(({ invoiceId }) => invoiceId === invoice.id);
  return { cause: invoice.cause, lines: invoice.lines, credited: notes.flatMap(({ lines }) => lines) };
}

const INVOICE = "invoice:";

/** The same for an invoice and for the credit note that makes room for it. */
function causeOfInvoice(revision: number): string {
  return `${INVOICE}${revision}`;
}

function revisionOf(cause: string): number {
  return Number(cause.slice(INVOICE.length));
}
