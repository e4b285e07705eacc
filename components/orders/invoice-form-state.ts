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

/** How each field is written: at most so many characters, and what a browser may fill in. */
export const BILLING_LOOK: Record<BillingField, { max: number; autoComplete: string }> = {
  name: { max: 120, autoComplete: "name" },
  company: { max: 160, autoComplete: "organization" },
  vat_id: { max: 40, autoComplete: "off" },
  address: { max: 200, autoComplete: "street-address" },
  postcode: { max: 20, autoComplete: "postal-code" },
  city: { max: 80, autoComplete: "address-level2" },
  country: { max: 2, autoComplete: "country" },
};
