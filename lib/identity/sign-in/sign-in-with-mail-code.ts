import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { assessSignUp } from "#lib/protection/risk/assess-sign-up";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { refuse } from "../refusals.ts";
import { claimVerifiedUser, replaceCredentials } from "../store.ts";
import { beginSession } from "./open-session.ts";
import { proveMailCode } from "./prove-mail-code.ts";
import { failureSubject, forgetFailures } from "./sign-in-failure-store.ts";
import { openSignUp } from "./sign-up.ts";

/**
 * Opens a session for the owner of the mailbox, creating the account the first time; works while passwords are locked, too.
 * `pendingSignUp` is the sealed text that `signUp` gave this browser, if any: its name and password apply only now that the
 * mailbox is proven, so no one can set a password on another person's address. Refuses `code_wrong` for a wrong, lapsed or
 * used code or after too many guesses, and `second_factor_needed` when the account has one.
 */
export async function signInWithMailCode(input: {
  email: string;
  code: string;
  locale: string;
  pendingSignUp: string | undefined;
}): Promise<OpenedSession | SecondFactorNeeded | Refused<"code_wrong">> {
  const subject = failureSubject(input.email);
  const isProven = await proveMailCode({ purpose: "SIGN_IN", email: input.email }, input.code);
  const user = isProven ? await claimVerifiedUser(input.email, input.locale) : undefined;
  if (!user || user.disabledAt) {
    const entry = { actor: "stranger", action: "session.open", subject: `mail:${subject.slice(0, 16)}` };
    await audit({ ...entry, outcome: "failed", detail: { how: "mail_code" } });
    return refuse("code_wrong");
  }
  await forgetFailures(subject);
  if (user.isNew) await assessSignUp(input.email);
  const pending = openSignUp(input.pendingSignUp);
  if (pending?.email.toLowerCase() === input.email.toLowerCase()) await replaceCredentials(user.id, pending);
  return beginSession(user.id, "mail_code");
}
