import { publishedSigningKeys } from "#lib/identity/tokens/signing-keys";
import { keySet } from "#lib/identity/tokens/token-contract";
import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

export const dynamic = "force-dynamic";

/** The public keys with which anyone can verify an access token. */
export const GET = endpoint(
  {
    route: "/.well-known/jwks.json",
    authority: anyone,
    limit: limitTo("browse"),
    operation: {
      summary: "The keys that access tokens are signed with",
      description: "A JSON Web Key Set (RFC 7517). While a key is being replaced both are in it.",
      tag: "Accounts",
      answers: { 200: { description: "The live keys.", body: keySet } },
    },
  },
  async () => json(await publishedSigningKeys(), { headers: { "cache-control": "public, max-age=300" } }),
);
