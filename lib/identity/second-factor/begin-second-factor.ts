import { seal } from "#lib/platform/seal";
import { type FactorHolder, mayChangeFactors } from "./may-change-factors.ts";
import { SECRET_PURPOSE } from "./second-factor.ts";
import type { SecondFactorRefused } from "./second-factor-contract.ts";
import { keepPendingSecret } from "./second-factor-store.ts";
import { newTotpSecret } from "./totp.ts";

/**
 * Makes a secret that waits for its first code, in the place of one that waited before. Refuses `two_factor_needed` (see
 * `mayChangeFactors`), and `already_on`; then nothing changes.
 */
export async function beginSecondFactor(
  person: FactorHolder,
): Promise<{ ok: true } | SecondFactorRefused<"two_factor_needed" | "already_on">> {
  if (!(await mayChangeFactors(person))) return { ok: false, refusal: { code: "two_factor_needed" } };
  const isKept = await keepPendingSecret(person.userId, seal(SECRET_PURPOSE, newTotpSecret()));
  return isKept ? { ok: true } : { ok: false, refusal: { code: "already_on" } };
}
