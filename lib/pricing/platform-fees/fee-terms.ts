import { findFeeTerms } from "./fee-store.ts";

/** What the platform takes of one order: a share of what the buyer pays, in hundredths of a percent, and a fixed sum. */
export type FeeTerms = { readonly basisPoints: number; readonly fixedMinor: number };

/** The organization's terms for orders of a currency at a time. Without any the platform takes nothing. */
export async function feeTermsOf(organizationId: string, currency: string, at: Date): Promise<FeeTerms> {
  return (await findFeeTerms(organizationId, currency, at)) ?? { basisPoints: 0, fixedMinor: 0 };
}
