import { z } from "zod";
import { sellerWire } from "#lib/organizations/seller";
import { pageFields, text, uuid } from "#lib/platform/input";
import { taxWire, ticketPriceWire } from "../placing/commit-contract.ts";
import { orderWire } from "../reading/contract.ts";
import { CREDIT_REASONS } from "./invoice-document.ts";
import { VAT_STATES } from "./reverse-charge.ts";

/** What the API takes and answers about invoices. Browser-safe. */

export const invoiceParams = z.object({ id: uuid });

/** The key of the link in an order's mail opens the documents of that order. */
export const invoiceQuery = z.object({ key: text(200).optional() });

const day = z.iso.date("must be a day such as 2026-11-28");
export const invoiceFilterFields = {
  q: text(60).optional().meta({ description: "How a document's number or its order's number begins." }),
  kind: z.enum(["invoice", "credit_note"]).optional(),
  from: day.optional().meta({ description: "Issued on this day or later." }),
  to: day.optional().meta({ description: "Issued on this day or before." }),
};

export const invoicesQuery = z.object({
  organization_id: uuid.optional().meta({ description: "Documents of this organization, for its staff." }),
  order_number: text(40).optional().meta({ description: "Documents of this order, for its buyer and for staff." }),
  ...invoiceQuery.shape,
  ...invoiceFilterFields,
  ...pageFields,
});
export type InvoicesQuery = z.output<typeof invoicesQuery>;

export const invoicesCsvQuery = z.object({ organization_id: uuid, ...invoiceFilterFields });
export type InvoicesCsvQuery = z.output<typeof invoicesCsvQuery>;

const amount = z.number().meta({ description: "In the major unit of `currency`." });
const taxTotal = taxWire.extend({ net: amount.meta({ description: "What it is levied on, without any tax." }) });

const invoiceLine = z.object({
  kind: z.enum(["ticket", "add_on"]),
  name: z.string().meta({ description: "The price level, or the add-on." }),
  seat: orderWire.shape.items.element.shape.seat.nullable(),
  ticket_type: z.string().nullable(),
  quantity: z.int(),
  list_price: amount,
  reductions: ticketPriceWire.shape.reductions,
  fee: amount.meta({ description: "The part of the price that is the booking fee." }),
  taxes: z.array(taxTotal),
  total: amount,
});

export const invoiceWire = z
  .object({
    id: z.uuid(),
    kind: z.enum(["invoice", "credit_note"]),
    number: z.string(),
    issued_on: z.iso.date().meta({ description: "The day in the seller's country." }),
    issued_at: z.iso.datetime(),
    order_number: z.string(),
    event: z.object({ id: z.int(), title: z.string(), date: z.iso.datetime() }),
    seller: sellerWire.omit({ logo: true, color_light: true, color_dark: true }),
    buyer: z.object({
      ...{ name: z.string(), company: z.string(), email: z.string(), address: z.string(), postcode: z.string() },
      ...{ city: z.string(), country: z.string(), vat_id: z.string() },
    }),
    currency: z.string(),
    lines: z.array(invoiceLine),
    taxes: z.array(taxTotal),
    taxes_included: z.boolean(),
    net: amount,
    tax: amount,
    total: amount.meta({ description: "Of a credit note: what it credits, as a positive amount." }),
    reverse_charge: z.boolean().meta({ description: "The buyer owes the tax; none was charged." }),
    corrects: z
      .object({ number: z.string(), issued_on: z.iso.date(), reason: z.enum(CREDIT_REASONS) })
      .nullable()
      .meta({ description: "The invoice that a credit note corrects, and why." }),
  })
  .meta({ id: "Invoice" });
export type InvoiceWire = z.infer<typeof invoiceWire>;

export const invoicesAnswer = z
  .object({ data: z.array(invoiceWire), meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }) })
  .meta({ id: "InvoiceList" });
export type InvoicesAnswer = z.infer<typeof invoicesAnswer>;

export const askedInvoice = z
  .object({
    data: z.array(invoiceWire).meta({ description: "All documents of the order, the oldest first." }),
    vat_check: z.enum(VAT_STATES).nullable().meta({
      description: "What VIES says of the VAT number; `format_only` while it does not answer. Null without one.",
    }),
  })
  .meta({ id: "AskedInvoice" });
export type AskedInvoice = z.infer<typeof askedInvoice>;
