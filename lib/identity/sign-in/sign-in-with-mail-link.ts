import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { assessSignUp } from "#lib/protection/risk/assess-sign-up";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { refuse } from "../refusals.ts";
import { claimVerifiedUser } from "../store.ts";
import { claimMailCode, findLinkAddress } from "./mail-code-store.ts";
import { beginSession } from "./open-session.ts";
import { failureSubject, forgetFailures } from "./sign-in-failure-store.ts";
import { hashSignInLink } from "./sign-in-link.ts";

/**
 * Signs in with a mailed link, and creates the account of a new address. No lock of passwords and no used-up code stops it.
 * Refuses `link_wrong` for a used, lapsed or unknown link and for a disabled person, and `second_factor_needed` when the account
 * has one.
 */
export async function signInWithMailLink(input: {
  token: string;
  locale: string;
}): Promise<OpenedSession | SecondFactorNeeded | Refused<"link_wrong">> {
  const tokenHash = hashSignInLink(input.token);
  const email = await findLinkAddress("SIGN_IN_LINK", tokenHash);
  if (!email || !(await claimMailCode({ purpose: "SIGN_IN_LINK", email }, tokenHash))) return refuse("link_wrong");
  const subject = failureSubject(email);
  const user = await claimVerifiedUser(email, input.locale);
  if (user.disabledAt) {
    const entry = { actor: "stranger", action: "session.open", subject: `mail:${subject.slice(0, 16)}` };
    await audit({ ...entry, outcome: "failed", detail: { how: "mail_link" } });
    return refuse("link_wrong");
  }
  await forgetFailures(subject);
  if (user.isNew) await assessSignUp(email);
  return beginSession(user.id, "mail_link");
}

/** Whether the link would sign in now. Checking does not use it up. */
export async function isSignInLinkGood(token: string): Promise<boolean> {
  return (await findLinkAddress("SIGN_IN_LINK", hashSignInLink(token))) !== undefined;
}
