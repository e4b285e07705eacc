import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { deleteSecret } from "./second-factor-store.ts";
import { type FactorProof, showFactorAgain } from "./show-factor-again.ts";

/**
 * Turns the second factor off, if it is shown now or was shown recently in this session, which loses the status of two factors.
 * All other sessions end. Refuses `code_wrong` and `too_many_tries`.
 */
export async function turnOffSecondFactor(
  proof: FactorProof,
): Promise<{ ok: true } | Refused<"code_wrong" | "too_many_tries">> {
  const shown = await showFactorAgain(proof);
  if (!shown.ok) return shown;
  const who = `user:${proof.userId}`;
  if (await deleteSecret(proof)) await audit({ actor: who, action: "two_factor.off", subject: who, outcome: "ok" });
  return { ok: true };
}
