import { audit } from "#lib/audit/audit";
import { appendAccountFact } from "../account-fact-store.ts";

/** Audits a change of the second factor and mails its owner, who may not have made it. */
export async function reportFactorChange(
  userId: string,
  action: "two_factor.on" | "two_factor.off" | "two_factor.renew_codes",
): Promise<void> {
  await audit({ actor: `user:${userId}`, action, subject: `user:${userId}`, outcome: "ok" });
  await appendAccountFact({ type: "account.two_factor_changed", userId });
}
