import { invoiceParams, invoiceQuery, invoiceWire } from "#lib/orders/invoicing/invoice-contract";
import { readInvoice } from "#lib/orders/invoicing/read-invoices";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** An invoice or a credit note. */
export const GET = endpoint(
  {
    route: "/api/v1/invoices/{id}",
    authority: buyer,
    limit: limitTo("buy"),
    params: invoiceParams,
    query: invoiceQuery,
    operation: {
      summary: "Read an invoice",
      description:
        "For its buyer, for those who have the link from the order's mail, and for staff with `order.read` of the organization that sold it. It never changes.",
      tag: "Invoices",
      answers: { 200: { description: "The document.", body: invoiceWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, query, who }) => {
    const result = await readInvoice(who, { id: params.id, linkKey: query.key });
    return result.ok ? json(result.invoice) : result;
  },
);
