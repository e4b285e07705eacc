import { grantByPassword } from "#lib/identity/tokens/grant-by-password";
import { rotateRefreshToken } from "#lib/identity/tokens/rotate-refresh-token";
import { tokenAnswer, tokenBody } from "#lib/identity/tokens/token-contract";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** Signs an API client in, or renews its tokens. */
export const POST = endpoint(
  {
    route: "/api/v1/auth/token",
    authority: anyone,
    limit: limitTo("credentials"),
    body: tokenBody,
    operation: {
      summary: "Get an access token",
      description:
        "With mail and password (and `otp` where the account has a second factor), or with the newest refresh token. A refresh token is good once: one that comes a second time ends the whole sign-in. Send an `Idempotency-Key` with a refresh, so that a request whose answer was lost can be sent again. Public keys to check an access token with: `/.well-known/jwks.json`.",
      tag: "Accounts",
      answers: { 200: { description: "A pair of tokens.", body: tokenAnswer } },
      refuses: ["sign_in_failed", "second_factor_needed", "refresh_token_invalid"],
      example: { body: { grant_type: "password", email: "organizer@example.com", password: "a long pass phrase" } },
    },
  },
  async ({ request, body }) => {
    const granted =
      body.grant_type === "password"
        ? await grantByPassword(body, request.headers.get("user-agent") ?? "")
        : await rotateRefreshToken(body.refresh_token, request.headers.get("idempotency-key") ?? undefined);
    return granted.ok ? json(granted.tokens) : granted;
  },
);
