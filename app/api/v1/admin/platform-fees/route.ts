import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { newPlatformFeeBody, platformFeeQuery, platformFeesAnswer } from "#lib/pricing/platform-fees/contract";
import { listPlatformFees } from "#lib/pricing/platform-fees/list-platform-fees";
import { setPlatformFee } from "#lib/pricing/platform-fees/set-platform-fee";
import { limitTo } from "#lib/protection/limits";

const spec = { route: "/api/v1/admin/platform-fees", authority: administrator, limit: limitTo("manage") };

/** What the platform takes of sales. */
export const GET = endpoint(
  {
    ...spec,
    query: platformFeeQuery,
    operation: {
      summary: "List the platform's fees",
      tag: "Administration",
      answers: { 200: { description: "One page, the latest first; also terms to come.", body: platformFeesAnswer } },
      example: { query: { limit: "10" } },
    },
  },
  async ({ query }) => json(await listPlatformFees(query)),
);

/** Sets terms from a time on. */
export const POST = endpoint(
  {
    ...spec,
    body: newPlatformFeeBody,
    operation: {
      summary: "Set the platform's fee",
      description:
        "From `valid_from` on, for one organization or for all that have no terms of their own. Terms in force are not changed: orders were made under them.",
      tag: "Administration",
      answers: { 204: { description: "The terms hold from their time on." } },
      refuses: ["not_found", "conflict"],
      example: { body: { currency: "EUR", percent: 2.5, fixed: 0.3 } },
    },
  },
  async ({ body, who }) => {
    const result = await setPlatformFee(who, body);
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
