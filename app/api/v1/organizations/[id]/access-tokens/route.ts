import { staff } from "#lib/accounts/authority";
import { organizationParams, wholeList } from "#lib/accounts/organizations/organization-contract";
import { listPersonalTokens } from "#lib/accounts/tokens/list-personal-tokens";
import { makePersonalToken } from "#lib/accounts/tokens/make-personal-token";
import { madePersonalToken, newPersonalTokenBody, personalTokenList } from "#lib/accounts/tokens/token-contract";
import { door } from "#lib/platform/http";
import { json } from "#lib/platform/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/access-tokens",
  authority: staff("token.manage"),
  limit: limitTo("manage"),
  params: organizationParams,
};

/** The tokens with which programs act for the organization. */
export const GET = door(
  {
    ...spec,
    operation: {
      summary: "List access tokens",
      tag: "Organizations",
      answers: { 200: { description: "Newest first, without those that were revoked.", body: personalTokenList } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, who }) => {
    const result = await listPersonalTokens(who, params.id);
    return result.ok ? json(wholeList(result.tokens)) : result;
  },
);

/** Makes a token, which is shown this once. */
export const POST = door(
  {
    ...spec,
    body: newPersonalTokenBody,
    operation: {
      summary: "Make an access token",
      description:
        "For programs that act in your place in this organization: `Authorization: Bearer fsp_…`. A token may do what its scopes say, as long as your role holds them too. It is shown this once and stored as a hash. A token cannot make tokens.",
      tag: "Organizations",
      answers: { 201: { description: "The token.", body: madePersonalToken } },
      refuses: ["not_found", "forbidden"],
      example: { body: { name: "Box office export", scopes: ["event.read", "order.read"], expires_in_days: 90 } },
    },
  },
  async ({ params, body, who }) => {
    const result = await makePersonalToken(who, params.id, body);
    return result.ok ? json(result.token, { status: 201 }) : result;
  },
);
