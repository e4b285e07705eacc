import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { findWaitingSecret } from "./read-set-up.ts";
import { hashRecoveryCodes, newRecoveryCodes } from "./recovery-code.ts";
import { confirmSecret, markTwoFactor } from "./second-factor-store.ts";
import { stepOfCode } from "./totp.ts";

/**
 * Turns the second factor on, with the app's first code as proof of a correct set-up. Answers the recovery codes, which
 * cannot be read again. This session now counts as having shown the second factor; others do not.
 */
export async function confirmSecondFactor(given: {
  userId: string;
  code: string;
  sessionToken: string;
}): Promise<{ ok: true; recoveryCodes: string[] } | Refused<"code_wrong" | "set_up_lapsed">> {
  const { userId } = given;
  const waiting = await findWaitingSecret(userId);
  if (!waiting) return refuse("set_up_lapsed");
  const step = stepOfCode(waiting.secret, given.code.replace(/[\s-]/g, ""));
  if (step === undefined) return refuse("code_wrong");
  const recoveryCodes = newRecoveryCodes();
  const codeHashes = hashRecoveryCodes(userId, recoveryCodes);
  const isOn = await confirmSecret(userId, { sealedSecret: waiting.sealedSecret, step, codeHashes });
  if (!isOn) return refuse("set_up_lapsed");
  await markTwoFactor(given.sessionToken);
  await audit({ actor: `user:${userId}`, action: "two_factor.on", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true, recoveryCodes };
}
