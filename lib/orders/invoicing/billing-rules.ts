import { vatIdProblem } from "#lib/organizations/profile/vat-id";
import type { Billing } from "./billing-contract.ts";

/** Kept details as forms and the API take them. */
export function detailsOf(kept: Omit<Billing, "vat_id"> & { vatId: string }): Billing {
  const { name, company, address, postcode, city, country, vatId } = kept;
  return { name, company, address, postcode, city, country, vat_id: vatId };
}

/** What is wrong with details that fit their contract, with its field: a VAT number is a company's, in its country's format. */
export function billingProblem({
  company,
  vat_id: vatId,
  country,
}: Billing): { path: string; message: string } | undefined {
  if (vatId !== "" && company === "") return { path: "company", message: "must not be empty with a VAT number" };
  const message = vatIdProblem(vatId, country);
  return message ? { path: "vat_id", message } : undefined;
}
