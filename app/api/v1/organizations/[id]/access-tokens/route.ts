import { staff } from "#lib/organizations/authority";
import { organizationParams, wholeList } from "#lib/organizations/contract";
import { madePersonalToken, newPersonalTokenBody, personalTokenList } from "#lib/organizations/tokens/contract";
import { listPersonalTokens } from "#lib/organizations/tokens/list-personal-tokens";
import { makePersonalToken } from "#lib/organizations/tokens/make-personal-token";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/access-tokens",
  authority: staff("token.manage"),
  limit: limitTo("manage"),
  params: organizationParams,
};

/** The tokens with which programs act for the organization. */
export const GET = endpoint(
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
export const POST = endpoint(
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
