import { plainVatId, vatIdProblem } from "#lib/organizations/profile/vat-id";
import { COUNTRIES } from "#lib/platform/country-zones";
import { hasCardNumber } from "#lib/platform/input";
import { BILLING_FIELDS, type BillingField } from "../orders/invoice-form-state.ts";
import type { CommitBody } from "./pay-client.ts";

/** The details of a company's invoice as the page keeps them. The person's name on it is the buyer's. Pure. */
export type InvoiceField = Exclude<BillingField, "name">;
export type InvoiceValues = Readonly<Record<InvoiceField, string>>;
export type InvoiceProblems = Readonly<Partial<Record<InvoiceField, "missing" | "wrong" | "card_number">>>;

export const INVOICE_FIELDS = BILLING_FIELDS.filter((field) => field !== "name");
export const NO_INVOICE: InvoiceValues = { company: "", vat_id: "", address: "", postcode: "", city: "", country: "" };
/** The id of a field in the document. */
export const invoiceFieldId = (field: string) => `invoice-${field}`;

type InvoiceBody = NonNullable<CommitBody["invoice"]>;

/** What is wrong, field by field; empty when it can be sent. The server checks again. */
export function checkInvoice(values: InvoiceValues): InvoiceProblems {
  const { vat_id, country, ...texts } = trimmed(values);
  const problems: Partial<Record<InvoiceField, "missing" | "wrong" | "card_number">> = {};
  for (const field of ["company", "address", "postcode", "city"] as const) {
    if (texts[field] === "" && field !== "postcode") problems[field] = "missing";
    else if (hasCardNumber(texts[field])) problems[field] = "card_number";
  }
  if (!COUNTRIES.includes(country)) problems.country = "missing";
  if (vatIdProblem(plainVatId(vat_id), country)) problems.vat_id = "wrong";
  return problems;
}

/** The part of the request to pay that the details make. */
export function invoiceOnWire(values: InvoiceValues, name: string): InvoiceBody {
  return { ...trimmed(values), name };
}

/** The details of a request that was sent before, or of the order that keeps them. */
export function valuesOfInvoice(body: InvoiceBody): InvoiceValues {
  const { company = "", vat_id = "", address, postcode = "", city, country } = body;
  return { company, vat_id, address, postcode, city, country };
}

/** The server's refused fields as ours; those that are not the invoice's are left out. */
export function invoiceProblemsOf(fields: readonly { path: string }[]): InvoiceProblems {
  const wrong = INVOICE_FIELDS.filter((field) => fields.some(({ path }) => path === `invoice.${field}`));
  return Object.fromEntries(wrong.map((field) => [field, "wrong" as const]));
}

function trimmed(values: InvoiceValues): InvoiceValues {
  const { company, vat_id, address, postcode, city, country } = values;
  return {
    ...{ company: company.trim(), vat_id: vat_id.trim(), address: address.trim(), postcode: postcode.trim() },
    ...{ city: city.trim(), country },
  };
}
