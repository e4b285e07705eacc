import { staff } from "#lib/accounts/authority";
import { revokePersonalToken } from "#lib/accounts/tokens/revoke-personal-token";
import { personalTokenParams } from "#lib/accounts/tokens/token-contract";
import { door } from "#lib/platform/http";
import { limitTo } from "#lib/protection/limits";

/** Revokes a token from the next request on. */
export const DELETE = door(
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
