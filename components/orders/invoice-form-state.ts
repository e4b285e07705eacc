import type { Billing } from "#lib/orders/invoicing/billing-contract";

/** What the form that asks for an invoice says after it was sent. It keeps the typed values. */
export type InvoiceFormState = {
  values?: Partial<Record<keyof Billing, string>>;
  wrong?: readonly string[];
  problem?: InvoiceProblem;
  /** Seconds to wait, when it was tried too often. */
  wait?: number;
  done?: true;
};

export type InvoiceProblem =
  | ("not_found" | "forbidden" | "two_factor_required")
  | ("not_paid" | "free" | "nothing_left" | "too_often" | "seller_incomplete");

export type InvoiceAction = (state: InvoiceFormState, form: FormData) => Promise<InvoiceFormState>;

export const BILLING_FIELDS = ["name", "company", "vat_id", "address", "postcode", "city", "country"] as const;
export type BillingField = (typeof BILLING_FIELDS)[number];
