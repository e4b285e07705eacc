import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { hashRecoveryCodes, newRecoveryCodes } from "./recovery-code.ts";
import { replaceRecoveryCodes } from "./second-factor-store.ts";
import { type FactorProof, showFactorAgain } from "./show-factor-again.ts";
import { tellOfSecondFactor } from "./tell-of-second-factor.ts";

/**
 * Makes ten new recovery codes, which nobody can read again, for who shows the second factor once more or did so in this
 * session just now; all older codes work no more. Refuses `code_wrong`, `too_many_tries`, and `set_up_lapsed` where no second
 * factor is on.
 */
export async function renewRecoveryCodes(
  proof: FactorProof,
): Promise<{ ok: true; recoveryCodes: string[] } | Refused<"code_wrong" | "too_many_tries" | "set_up_lapsed">> {
  const shown = await showFactorAgain(proof);
  if (!shown.ok) return shown;
  const recoveryCodes = newRecoveryCodes();
  const isKept = await replaceRecoveryCodes(proof.userId, hashRecoveryCodes(proof.userId, recoveryCodes));
  if (!isKept) return refuse("set_up_lapsed");
  await tellOfSecondFactor(proof.userId, "two_factor.renew_codes");
  return { ok: true, recoveryCodes };
}
