import { endFamilyOfToken } from "#lib/identity/tokens/end-token-family";
import { revokeBody } from "#lib/identity/tokens/token-contract";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Signs an API client out. */
export const POST = endpoint(
  {
    route: "/api/v1/auth/revoke",
    authority: anyone,
    limit: limitTo("credentials"),
    body: revokeBody,
    operation: {
      summary: "End a sign-in",
      description:
        "Ends the sign-in that the refresh token belongs to, with all its tokens. Access tokens of it are refused within half a minute. Ending it again is answered alike.",
      tag: "Accounts",
      answers: { 204: { description: "It is ended." } },
      refuses: ["refresh_token_invalid"],
      example: { body: { refresh_token: `fsr_${"0".repeat(43)}` } },
    },
  },
  async ({ body }) => {
    const ended = await endFamilyOfToken(body.refresh_token);
    return ended.ok ? new Response(null, { status: 204 }) : ended;
  },
);
