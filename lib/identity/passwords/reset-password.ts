import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { refuse } from "../refusals.ts";
import { claimMailCode, findLinkAddress } from "../sign-in/mail-code-store.ts";
import { beginSession } from "../sign-in/open-session.ts";
import { failureSubject, forgetFailures } from "../sign-in/sign-in-failure-store.ts";
import { claimVerifiedUser, findUserByEmail, replaceCredentials } from "../store.ts";
import { isBreachedPassword } from "./breached-password.ts";
import { hashPassword } from "./password.ts";
import { hashResetToken } from "./reset-link.ts";

/**
 * Sets a new password with a mailed link, ends all sessions and tokens, and signs in. Refuses `link_wrong` for a lapsed, used
 * or unknown link and for a disabled person; `password_breached`, after which the link stays valid; and
 * `second_factor_needed` when the account has one, because a mailbox alone must not open it.
 */
export async function resetPassword(input: {
  token: string;
  password: string;
}): Promise<OpenedSession | SecondFactorNeeded | Refused<"link_wrong" | "password_breached">> {
  const wrong = refuse("link_wrong");
  const tokenHash = hashResetToken(input.token);
  const email = await findLinkAddress("PASSWORD_RESET", tokenHash);
  if (!email) return wrong;
  const user = await findUserByEmail(email);
  if (!user || user.disabledAt) return wrong;
  if (await isBreachedPassword(input.password)) return refuse("password_breached");
  const passwordHash = await hashPassword(input.password);
  if (!(await claimMailCode({ purpose: "PASSWORD_RESET", email }, tokenHash))) return wrong;
  await claimVerifiedUser(email, user.locale);
  await replaceCredentials(user.id, { passwordHash }, { type: "account.password_changed", userId: user.id });
  await forgetFailures(failureSubject(email));
  const who = `user:${user.id}`;
  await audit({ actor: who, action: "password.reset", subject: who, outcome: "ok" });
  return beginSession(user.id, "reset");
}

/** Whether the link would set a password now. Checking does not use it up. */
export async function isResetLinkGood(token: string): Promise<boolean> {
  return (await findLinkAddress("PASSWORD_RESET", hashResetToken(token))) !== undefined;
}
