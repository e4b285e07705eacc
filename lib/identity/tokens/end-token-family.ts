import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { hashRefreshToken } from "./refresh-token.ts";
import { forgetFamily } from "./token-family-state.ts";
import { claimFamilyEnd, findFamilyOfToken } from "./token-store.ts";

/** Ends one sign-in of the person's API clients. False when it is not theirs or has ended. */
export async function endTokenFamily(userId: string, familyId: string): Promise<boolean> {
  const isEnded = await claimFamilyEnd(userId, familyId);
  forgetFamily(familyId);
  if (isEnded) await audit({ actor: `user:${userId}`, action: "token.end", subject: familyId, outcome: "ok" });
  return isEnded;
}

/**
 * Ends the sign-in of a refresh token, used or not: holding one is enough to end them all. Ending it again succeeds. Refuses
 * `refresh_token_invalid` for an unknown token.
 */
export async function endFamilyOfToken(token: string): Promise<{ ok: true } | Refused<"refresh_token_invalid">> {
  const family = await findFamilyOfToken(hashRefreshToken(token));
  if (!family) return refuse("refresh_token_invalid");
  await endTokenFamily(family.userId, family.familyId);
  return { ok: true };
}
