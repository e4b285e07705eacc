import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { type FactorHolder, mayChangeBeside } from "./may-change-factors.ts";
import { findWaitingSecret } from "./read-set-up.ts";
import { hashRecoveryCodes, newRecoveryCodes } from "./recovery-code.ts";
import { confirmSecret, markTwoFactor } from "./second-factor-store.ts";
import { stepOfCode } from "./totp.ts";

/**
 * Turns the second factor on, with the app's first code as proof of a correct set-up. Answers the recovery codes, which
 * cannot be read again. This session now counts as having shown the second factor; all others end. Refuses `code_wrong`,
 * `set_up_lapsed`, and `two_factor_required` when another factor was added since the set-up began and not shown here.
 */
export async function confirmSecondFactor(
  person: FactorHolder,
  given: { code: string; sessionToken: string },
): Promise<{ ok: true; recoveryCodes: string[] } | Refused<"code_wrong" | "set_up_lapsed" | "two_factor_required">> {
  const { userId } = person;
  const { sessionToken } = given;
  const waiting = await findWaitingSecret(userId);
  if (!waiting) return refuse("set_up_lapsed");
  const step = stepOfCode(waiting.secret, given.code.replace(/[\s-]/g, ""));
  if (step === undefined) return refuse("code_wrong");
  const recoveryCodes = newRecoveryCodes();
  const codeHashes = hashRecoveryCodes(userId, recoveryCodes);
  const proof = { userId, sessionToken, sealedSecret: waiting.sealedSecret, step, codeHashes };
  const outcome = await confirmSecret(proof, (factors) => mayChangeBeside(person, factors));
  if (outcome !== "on") return refuse(outcome === "lost" ? "set_up_lapsed" : "two_factor_required");
  await markTwoFactor(sessionToken);
  await audit({ actor: `user:${userId}`, action: "two_factor.on", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true, recoveryCodes };
}
