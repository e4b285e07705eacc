import { staff } from "#lib/organizations/authority";
import { personalTokenParams } from "#lib/organizations/tokens/contract";
import { revokePersonalToken } from "#lib/organizations/tokens/revoke-personal-token";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Revokes a token from the next request on. */
export const DELETE = endpoint(
  {
    route: "/api/v1/organizations/{id}/access-tokens/{token_id}",
    authority: staff("token.manage"),
    limit: limitTo("manage"),
    params: personalTokenParams,
    operation: {
      summary: "Revoke an access token",
      tag: "Organizations",
      answers: { 204: { description: "The token opens nothing any more." } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ params, who }) => {
    const result = await revokePersonalToken(who, { organizationId: params.id, id: params.token_id });
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
