import { invoicesAnswer, invoicesQuery } from "#lib/orders/invoicing/invoice-contract";
import { listInvoices } from "#lib/orders/invoicing/read-invoices";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** The invoices and credit notes of an organization, or of one order. */
export const GET = endpoint(
  {
    route: "/api/v1/invoices",
    authority: buyer,
    limit: limitTo("buy"),
    query: invoicesQuery,
    operation: {
      summary: "List invoices",
      description:
        "Invoices and credit notes, newest first: with `organization_id` those of this organization, for staff with `order.read`; with `order_number` all of this order, for its buyer, for those who have the link from its mail, and for the same staff.",
      tag: "Invoices",
      answers: { 200: { description: "One page of documents.", body: invoicesAnswer } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ query, who }) => {
    const result = await listInvoices(who, query);
    return result.ok ? json(result.invoices) : result;
  },
);
