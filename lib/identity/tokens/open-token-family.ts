import { audit } from "#lib/audit/audit";
import { uuidv7 } from "#lib/platform/ids";
import { signAccessToken } from "./access-token.ts";
import { hashRefreshToken, newRefreshToken } from "./refresh-token.ts";
import { ACCESS_TOKEN_SECONDS } from "./signing-keys.ts";
import type { TokenPair } from "./token-contract.ts";
import { appendFamily } from "./token-store.ts";

const DAY_SECONDS = 86_400;

/** A refresh token is valid for thirty days; a sign-in ends after ninety, however often it is refreshed. */
export const REFRESH_LIFE = { refreshSeconds: 30 * DAY_SECONDS, familySeconds: 90 * DAY_SECONDS } as const;

/** The first pair of tokens of an API client whose person has just authenticated. */
export async function openTokenFamily(
  userId: string,
  { isTwoFactor, userAgent }: { isTwoFactor: boolean; userAgent: string },
): Promise<TokenPair> {
  const familyId = uuidv7();
  const refreshToken = newRefreshToken();
  // Shortened, without characters PostgreSQL cannot store. It only helps people recognise their client.
  const client = userAgent.replace(/[^\x20-\x7e]/g, "").slice(0, 200);
  const family = { id: familyId, userId, isTwoFactor, userAgent: client, tokenHash: hashRefreshToken(refreshToken) };
  await appendFamily(family, REFRESH_LIFE);
  await audit({
    actor: `user:${userId}`,
    action: "token.open",
    subject: familyId,
    outcome: "ok",
    detail: { isTwoFactor },
  });
  return tokenPair({ familyId, userId, isTwoFactor, refreshToken, ...REFRESH_LIFE });
}

/** A pair of tokens on the wire. The access token never outlives its family. */
export async function tokenPair(of: {
  familyId: string;
  userId: string;
  isTwoFactor: boolean;
  refreshToken: string;
  refreshSeconds: number;
  familySeconds: number;
}): Promise<TokenPair> {
  const seconds = Math.min(ACCESS_TOKEN_SECONDS, of.familySeconds);
  return {
    access_token: await signAccessToken(of, seconds),
    token_type: "Bearer",
    expires_in: seconds,
    refresh_token: of.refreshToken,
    refresh_expires_in: of.refreshSeconds,
  };
}
