import { askForInvoice } from "#lib/orders/invoicing/ask-for-invoice";
import { billingBody } from "#lib/orders/invoicing/billing-contract";
import { askedInvoice } from "#lib/orders/invoicing/invoice-contract";
import { orderParams, orderQuery } from "#lib/orders/reading/contract";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Invoices an order to the given details. */
export const PUT = endpoint(
  {
    route: "/api/v1/orders/{order_number}/invoice",
    authority: buyer,
    limit: limitTo("buy"),
    params: orderParams,
    query: orderQuery,
    body: billingBody,
    operation: {
      summary: "Ask for an invoice",
      description:
        "Invoices a paid order to a person or a company. Where it was invoiced to others before, a credit note takes that invoice back. For its buyer, for those who have the link from its mail, and for staff with `order.refund`. The same details again change nothing.",
      tag: "Invoices",
      answers: { 200: { description: "The documents of the order.", body: askedInvoice } },
      refuses: ["not_found", "forbidden", "two_factor_required", "not_invoiceable"],
      example: {
        body: {
          ...{ name: "Ada Lovelace", company: "Analytical Engines S.A.", address: "Gran Vía 1", postcode: "28013" },
          ...{ city: "Madrid", country: "ES", vat_id: "ESA12345674" },
        },
      },
    },
  },
  async ({ params, query, body, who }) => {
    const result = await askForInvoice(who, { number: params.number, linkKey: query.key, details: body });
    return result.ok ? json(result.asked) : result;
  },
);
