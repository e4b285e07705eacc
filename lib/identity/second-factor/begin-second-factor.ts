import type { Refused } from "#lib/platform/http/refusals";
import { seal } from "#lib/platform/seal";
import { refuse } from "../refusals.ts";
import { type FactorHolder, mayChangeFactors } from "./may-change-factors.ts";
import { SECRET_PURPOSE } from "./second-factor.ts";
import { keepPendingSecret } from "./second-factor-store.ts";
import { newTotpSecret } from "./totp.ts";

/**
 * Creates a secret that waits for its first code, and replaces an older waiting one. Refuses `two_factor_required` (see
 * `mayChangeFactors`) and `already_on`, and then changes nothing.
 */
export async function beginSecondFactor(
  person: FactorHolder,
): Promise<{ ok: true } | Refused<"two_factor_required" | "already_on">> {
  if (!(await mayChangeFactors(person))) return refuse("two_factor_required");
  const isKept = await keepPendingSecret(person.userId, seal(SECRET_PURPOSE, newTotpSecret()));
  return isKept ? { ok: true } : refuse("already_on");
}
