import { administrator } from "#lib/organizations/account-authority";
import { readOrganization } from "#lib/organizations/administration/list-organizations";
import { organizationParams } from "#lib/organizations/contract";
import { databaseNow } from "#lib/platform/db/database-clock";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { toMajor } from "#lib/platform/money";
import { feeTermsAnswer, feeTermsQuery } from "#lib/pricing/platform-fees/contract";
import { feeTermsOf } from "#lib/pricing/platform-fees/fee-terms";
import { limitTo } from "#lib/protection/limits";

/** What the platform takes of an organization's orders at a time. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/organizations/{id}/platform-fee",
    authority: administrator,
    limit: limitTo("manage"),
    params: organizationParams,
    query: feeTermsQuery,
    operation: {
      summary: "Read the fee in force",
      description: "The organization's own terms, else those of all, else nothing.",
      tag: "Administration",
      answers: { 200: { description: "The terms.", body: feeTermsAnswer } },
      refuses: ["not_found"],
      example: { query: { currency: "EUR" } },
    },
  },
  async ({ params, query: { currency, at } }) => {
    const read = await readOrganization(params.id);
    if (!read.ok) return read;
    const terms = await feeTermsOf(params.id, currency, at === undefined ? databaseNow() : new Date(at));
    return json({ currency, percent: terms.basisPoints / 100, fixed: toMajor(terms.fixedMinor, currency) });
  },
);
