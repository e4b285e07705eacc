import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { hashRecoveryCodes, newRecoveryCodes } from "./recovery-code.ts";
import { replaceRecoveryCodes } from "./second-factor-store.ts";
import { type FactorProof, showFactorAgain } from "./show-factor-again.ts";

/**
 * Creates ten new recovery codes, which cannot be read again, and invalidates all older ones. Requires the second factor, shown
 * now or recently in this session. Refuses `code_wrong`, `too_many_tries`, and `set_up_lapsed` without a second factor.
 */
export async function renewRecoveryCodes(
  proof: FactorProof,
): Promise<{ ok: true; recoveryCodes: string[] } | Refused<"code_wrong" | "too_many_tries" | "set_up_lapsed">> {
  const shown = await showFactorAgain(proof);
  if (!shown.ok) return shown;
  const recoveryCodes = newRecoveryCodes();
  const isKept = await replaceRecoveryCodes(proof.userId, hashRecoveryCodes(proof.userId, recoveryCodes));
  if (!isKept) return refuse("set_up_lapsed");
  const who = `user:${proof.userId}`;
  await audit({ actor: who, action: "two_factor.renew_codes", subject: who, outcome: "ok" });
  return { ok: true, recoveryCodes };
}
