import { drawInvoice } from "#lib/orders/invoicing/draw-invoice";
import { invoiceParams, invoiceQuery } from "#lib/orders/invoicing/invoice-contract";
import { readInvoiceDocument } from "#lib/orders/invoicing/read-invoices";
import { buyer } from "#lib/organizations/authority";
import { download } from "#lib/platform/http/download";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** An invoice or a credit note as PDF. */
export const GET = endpoint(
  {
    route: "/api/v1/invoices/{id}/document.pdf",
    authority: buyer,
    limit: limitTo("buy"),
    params: invoiceParams,
    query: invoiceQuery,
    operation: {
      summary: "Download an invoice",
      description: "The document as PDF, in its buyer's language, for the same readers.",
      tag: "Invoices",
      answers: { 200: { description: "The PDF.", type: "application/pdf" } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, query, who }) => {
    const result = await readInvoiceDocument(who, { id: params.id, linkKey: query.key });
    if (!result.ok) return result;
    const content = await drawInvoice(result.document);
    return download({ name: `${result.document.number}.pdf`, type: "application/pdf", content });
  },
);
