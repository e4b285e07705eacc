import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { isBreachedPassword } from "../passwords/breached-password.ts";
import { hashPassword } from "../passwords/password.ts";
import { refuse } from "../refusals.ts";
import { claimMailCode, findLinkAddress } from "../sign-in/mail-code-store.ts";
import { beginSession } from "../sign-in/open-session.ts";
import { failureSubject, forgetFailures } from "../sign-in/sign-in-failure-store.ts";
import { hashAdministratorToken } from "./administrator-link.ts";
import { claimAdministrator } from "./administrator-store.ts";

/**
 * Uses the link of an administrator: sets the password, grants the platform, ends all earlier sessions, and signs in. Without a
 * second factor the person may do nothing yet but set one up. Refuses `link_wrong` for a lapsed, used or unknown link and for an
 * account that is disabled or was registered with an unproven address; `password_breached`, after which the link stays valid; and
 * `second_factor_needed` when the account has one.
 */
export async function becomeAdministrator(
  input: { token: string; password: string },
  locale: string,
): Promise<OpenedSession | SecondFactorNeeded | Refused<"link_wrong" | "password_breached">> {
  const tokenHash = hashAdministratorToken(input.token);
  const email = await findLinkAddress("ADMINISTRATOR", tokenHash);
  if (!email) return refuse("link_wrong");
  if (await isBreachedPassword(input.password)) return refuse("password_breached");
  const passwordHash = await hashPassword(input.password);
  if (!(await claimMailCode({ purpose: "ADMINISTRATOR", email }, tokenHash))) return refuse("link_wrong");
  const userId = await claimAdministrator(email, { passwordHash, locale });
  if (!userId) return refuse("link_wrong");
  await forgetFailures(failureSubject(email));
  const who = `user:${userId}`;
  await audit({ actor: who, action: "administrator.accept", subject: who, outcome: "ok" });
  return beginSession(userId, "reset");
}

/** Whether the link would make an administrator now. Checking does not use it up. */
export async function isAdministratorLinkGood(token: string): Promise<boolean> {
  return (await findLinkAddress("ADMINISTRATOR", hashAdministratorToken(token))) !== undefined;
}
