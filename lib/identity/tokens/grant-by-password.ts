import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { provePassword } from "../passwords/prove-password.ts";
import { refuse } from "../refusals.ts";
import { checkSecondFactor, hasSecondFactor } from "../second-factor/second-factor.ts";
import { openTokenFamily } from "./open-token-family.ts";
import type { TokenPair } from "./token-contract.ts";

/**
 * Signs an API client in with the person's mail and password, and the second factor if they have one. Refuses `sign_in_failed`
 * as `provePassword` does, and `second_factor_needed` for a missing or wrong code, but only after a right password.
 */
export async function grantByPassword(
  given: { email: string; password: string; otp?: string | undefined },
  userAgent: string,
): Promise<{ ok: true; tokens: TokenPair } | Refused<"sign_in_failed" | "second_factor_needed">> {
  const proven = await provePassword(given);
  if (!proven.ok) return refuse("sign_in_failed");
  const { userId } = proven;
  const isTwoFactor = await hasSecondFactor(userId);
  if (isTwoFactor && !(given.otp && (await checkSecondFactor(userId, given.otp)))) {
    const who = `user:${userId}`;
    await audit({ actor: "stranger", action: "token.open", subject: who, outcome: "second_factor_needed" });
    return refuse("second_factor_needed");
  }
  return { ok: true, tokens: await openTokenFamily(userId, { isTwoFactor, userAgent }) };
}
