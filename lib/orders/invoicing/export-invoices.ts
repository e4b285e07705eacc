import { stringify } from "csv-stringify/sync";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import { inBulkhead } from "#lib/platform/bulkhead";
import type { Refused } from "#lib/platform/http/refusals";
import { inertText } from "#lib/platform/inert-text";
import { decimalText } from "#lib/platform/money";
import { textStream } from "#lib/platform/text-stream";
import type { InvoicesCsvQuery } from "./invoice-contract.ts";
import { type InvoiceRow, listInvoicesAfter } from "./invoice-store.ts";
import { filterOf } from "./read-invoices.ts";

const CHUNK = 500;
const COLUMNS = [
  ...["number", "kind", "issued_on", "corrects", "order_number", "event", "buyer", "company", "country", "vat_id"],
  ...["net", "tax", "total", "currency", "taxes", "reverse_charge"],
];

/**
 * Invoices and credit notes of an organization as CSV (RFC 4180, UTF-8), the oldest first, read in pieces while they are sent. The amounts of
 * credit notes are negative, so that a column adds up. Cells that begin like a formula get an apostrophe in front (OWASP, CSV injection).
 */
export async function exportInvoices(
  person: Person,
  query: InvoicesCsvQuery,
): Promise<{ ok: true; csv: ReadableStream<Uint8Array> } | Refused<"not_found" | "forbidden" | "two_factor_required">> {
  const staff = await staffIn(person, query.organization_id, "order.read");
  if (!staff.ok) return staff;
  return { ok: true, csv: textStream(csvLines(query)) };
}

async function* csvLines(query: InvoicesCsvQuery): AsyncGenerator<string, void> {
  yield `${COLUMNS.join(",")}\r\n`;
  for (let after: InvoiceRow | undefined; ; ) {
    const page = { after, limit: CHUNK };
    const rows = await inBulkhead("export", () => listInvoicesAfter(filterOf(query), page));
    if (rows.length > 0) yield invoiceCsv(rows);
    after = rows.at(-1);
    if (rows.length < CHUNK) return;
  }
}

function invoiceCsv(rows: readonly InvoiceRow[]): string {
  const lines = rows.map(({ document }) => {
    const { buyer, totals, currency, kind } = document;
    const sign = kind === "INVOICE" ? 1 : -1;
    const money = (minor: number) => decimalText(sign * minor, currency);
    const taxes = totals.taxes.map((tax) => `${tax.name} ${tax.rateMilli / 1_000} %: ${money(tax.amountMinor)}`);
    return {
      ...{ number: document.number, kind: kind.toLowerCase(), issued_on: document.issuedOn },
      ...{
        corrects: document.corrects?.number ?? "",
        order_number: document.orderNumber,
        event: inertText(document.event.title),
      },
      ...{
        buyer: inertText(buyer.name),
        company: inertText(buyer.company),
        country: buyer.country,
        vat_id: inertText(buyer.vatId),
      },
      ...{ net: money(totals.netMinor), tax: money(totals.taxMinor), total: money(totals.totalMinor), currency },
      ...{ taxes: inertText(taxes.join("; ")), reverse_charge: document.isReverseCharge ? "yes" : "no" },
    };
  });
  return stringify(lines, { columns: COLUMNS, record_delimiter: "windows", quote_record_delimiter: true });
}
