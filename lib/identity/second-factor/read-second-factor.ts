import type { SecondFactorView } from "./second-factor-contract.ts";
import { countRecoveryCodes, findSecret } from "./second-factor-store.ts";

/** The person's second factor: whether it is on, since when, and how many recovery codes are left. */
export async function readSecondFactor(userId: string): Promise<SecondFactorView> {
  const [secret, recoveryCodesLeft] = await Promise.all([findSecret(userId), countRecoveryCodes(userId)]);
  return { since: secret?.confirmedAt ?? undefined, recoveryCodesLeft };
}
