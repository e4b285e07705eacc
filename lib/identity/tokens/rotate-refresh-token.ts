import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { REFRESH_LIFE, tokenPair } from "./open-token-family.ts";
import { hashRefreshToken, successorOf } from "./refresh-token.ts";
import type { TokenPair } from "./token-contract.ts";
import { forgetFamily } from "./token-family-state.ts";
import { claimReuse, claimRotation, findRotation } from "./token-store.ts";

/**
 * Exchanges a refresh token for the next pair. A token that is used twice may have been copied: its family ends, and the owner
 * is notified. There is no grace period; a client whose answer was lost repeats the request with the same `idempotencyKey` and
 * gets the same refresh token, until that one is used. Refuses `refresh_token_invalid`, the same for an unknown, lapsed or used
 * token and for one of an ended family.
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
