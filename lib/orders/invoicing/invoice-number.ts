import { zonesOf } from "#lib/platform/country-zones";
import type { InvoiceKind } from "./invoice-document.ts";

/** The last numbers that an organization took in a year. */
export type Counter = { readonly year: number; readonly invoices: number; readonly creditNotes: number };

/**
 * The next number of an organization: prefix, year, and a running number that begins with 1 each year. Credit notes run by themselves. A
 * clock that goes back never leads into a year that is closed.
 */
export function nextNumber(
  counter: Counter,
  { kind, prefix, year: today }: { kind: InvoiceKind; prefix: string; year: number },
): { year: number; serial: number; number: string; counter: Counter } {
  const year = Math.max(today, counter.year);
  const from = year === counter.year ? counter : { year, invoices: 0, creditNotes: 0 };
  const isInvoice = kind === "INVOICE";
  const serial = (isInvoice ? from.invoices : from.creditNotes) + 1;
  const next = isInvoice ? { ...from, invoices: serial } : { ...from, creditNotes: serial };
  const number = `${prefix}-${isInvoice ? "" : "CN-"}${year}-${String(serial).padStart(6, "0")}`;
  return { year, serial, number, counter: next };
}

/** The day in the seller's country, by its first time zone; in UTC where the country is not known. `2026-11-28`. */
export function dayOfIssue(at: Date, country: string): string {
  const timeZone = zonesOf(country)[0] ?? "UTC";
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
}
