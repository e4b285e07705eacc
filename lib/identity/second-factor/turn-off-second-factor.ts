import type { Refused } from "#lib/platform/http/refusals";
import { deleteSecret } from "./second-factor-store.ts";
import { type FactorProof, showFactorAgain } from "./show-factor-again.ts";
import { tellOfSecondFactor } from "./tell-of-second-factor.ts";

/**
 * Turns the second factor off, for who shows it once more or did so in this session just now. No session or token stands
 * for two factors from then on. Refuses `code_wrong` and `too_many_tries`.
 */
export async function turnOffSecondFactor(
  proof: FactorProof,
): Promise<{ ok: true } | Refused<"code_wrong" | "too_many_tries">> {
  const shown = await showFactorAgain(proof);
  if (!shown.ok) return shown;
  if (await deleteSecret(proof.userId)) await tellOfSecondFactor(proof.userId, "two_factor.off");
  return { ok: true };
}
