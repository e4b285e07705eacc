import { exportInvoices } from "#lib/orders/invoicing/export-invoices";
import { invoicesCsvQuery } from "#lib/orders/invoicing/invoice-contract";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** The invoices and credit notes of an organization as a file. */
export const GET = endpoint(
  {
    route: "/api/v1/invoices.csv",
    authority: staff("order.read"),
    limit: limitTo("manage"),
    query: invoicesCsvQuery,
    operation: {
      summary: "Export invoices",
      description:
        "CSV, the oldest first: all documents of the organization, or those of a filter. The amounts of credit notes are negative.",
      tag: "Invoices",
      answers: { 200: { description: "The documents.", type: "text/csv" } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ query, who }) => {
    const result = await exportInvoices(who, query);
    if (!result.ok) return result;
    return new Response(result.csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="invoices.csv"',
        "cache-control": "no-store",
      },
    });
  },
);
