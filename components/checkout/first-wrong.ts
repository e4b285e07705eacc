import type { BuyerProblems } from "./buyer-check.ts";
import { type FormProblems, fieldId } from "./form-values.ts";
import { type InvoiceProblems, invoiceFieldId } from "./invoice-values.ts";

type Wrong = { buyer: BuyerProblems; asked: FormProblems; invoice: InvoiceProblems };

/** The ids of the wrong fields. */
export function wrongFields({ buyer: { terms, ...who }, asked, invoice }: Wrong): string[] {
  return [
    ...Object.keys(who).map((field) => `buyer-${field}`),
    ...Object.keys(asked).map(fieldId),
    ...Object.keys(invoice).map(invoiceFieldId),
    ...(terms ? ["terms"] : []),
  ];
}

/** The one of these fields that stands first on the page. */
export function firstOnPage(ids: readonly string[]): HTMLElement | undefined {
  const isBefore = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const fields = ids.flatMap((id) => document.getElementById(id) ?? []);
  return fields.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))[0];
}
