import { vatIdProblem } from "#lib/organizations/profile/vat-id";
import type { Billing } from "./billing-contract.ts";

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
