import { legalParams, legalVersionsAnswer, legalVersionsQuery } from "#lib/legal/contract";
import { listLegalVersions } from "#lib/legal/read-legal-texts";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** What was published of a legal text. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/legal-texts/{kind}/{locale}/versions",
    authority: administrator,
    limit: limitTo("manage"),
    params: legalParams,
    query: legalVersionsQuery,
    operation: {
      summary: "List a legal text's versions",
      tag: "Administration",
      answers: { 200: { description: "One page, the newest first.", body: legalVersionsAnswer } },
      example: { query: { limit: "10" } },
    },
  },
  async ({ params, query }) => json(await listLegalVersions(params, query)),
);
