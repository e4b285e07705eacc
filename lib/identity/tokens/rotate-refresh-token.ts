import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { REFRESH_LIFE, tokenPair } from "./open-token-family.ts";
import { hashRefreshToken, successorOf } from "./refresh-token.ts";
import type { TokenPair } from "./token-contract.ts";
import { forgetFamily } from "./token-family-state.ts";
import { claimReuse, claimRotation, findRotation } from "./token-store.ts";

/**
 * Gives the next pair for a refresh token, which is used up. One that comes a second time may be in two hands: its family
 * ends, whoever came first, and the owner is told. There is no time of grace for that; a client whose answer was lost asks
 * again with the same `idempotencyKey` and gets the same refresh token, until that one was used.
 * Refuses `refresh_token_invalid` alike for one that is unknown, over, used, or of an ended family.
 */
export async function rotateRefreshToken(
  token: string,
  idempotencyKey: string | undefined,
): Promise<{ ok: true; tokens: TokenPair } | Refused<"refresh_token_invalid">> {
  const hash = hashRefreshToken(token);
  const successor = successorOf(token, idempotencyKey);
  const successorHash = hashRefreshToken(successor);
  const rotated =
    (await claimRotation(hash, successorHash, REFRESH_LIFE.refreshSeconds)) ??
    (idempotencyKey === undefined ? undefined : await findRotation(hash, successorHash));
  if (rotated) return { ok: true, tokens: await tokenPair({ ...rotated, refreshToken: successor }) };
  const reused = await claimReuse(hash);
  if (reused) {
    forgetFamily(reused.familyId);
    await audit({ actor: "stranger", action: "token.reuse", subject: reused.familyId, outcome: "family_ended" });
  }
  return refuse("refresh_token_invalid");
}
