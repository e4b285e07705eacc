import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { claimLock, claimSignInTry, failureSubject, forgetFailures } from "../sign-in/sign-in-failure-store.ts";
import { findUserByEmail } from "../store.ts";
import { checkPassword } from "./password.ts";

/**
 * Checks mail and password and answers the person: the only place that compares passwords. Refuses `sign_in_failed`, with the
 * same answer and the same work, for an unknown mail, a wrong password, a person without one, a disabled one, and an address
 * locked by failures. The owner gets a mail about a lock.
 */
export async function provePassword(input: {
  email: string;
  password: string;
}): Promise<{ ok: true; userId: string } | Refused<"sign_in_failed">> {
  const subject = failureSubject(input.email);
  const claimed = await claimSignInTry(subject);
  const user = await findUserByEmail(input.email);
  const matches = await checkPassword(input.password, claimed ? user?.passwordHash : null);
  if (user && matches && !user.disabledAt) {
    await forgetFailures(subject);
    return { ok: true, userId: user.id };
  }
  // Also for an unknown mail, because skipping the write would show in the time.
  if (claimed?.isLast) await claimLock(subject, user?.id ?? null);
  await audit({
    actor: "stranger",
    action: "session.open",
    subject: user ? `user:${user.id}` : `mail:${subject.slice(0, 16)}`,
    outcome: claimed && !claimed.isLast ? "failed" : "locked",
    detail: { how: "password" },
  });
  return refuse("sign_in_failed");
}
