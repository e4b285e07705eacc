import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { enqueue } from "#lib/platform/jobs/worker";
import { refuse } from "../refusals.ts";
import { claimSignInTry, failureSubject, forgetFailures } from "../sign-in/sign-in-failure-store.ts";
import { findUserByEmail } from "../store.ts";
import { checkPassword } from "./password.ts";

/**
 * Whose mail and password these are: the one place where a password is looked at. Refuses `sign_in_failed` in the same words and
 * after the same work for an unknown mail, a wrong password, a person who never set one, a disabled one, and an address
 * that is locked by failures; the owner is told of a lock by mail.
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
  // For an unknown mail as well: what is written must not show in the time either.
  if (claimed?.isLast) await enqueue("send-account-notice", { userId: user?.id ?? null, kind: "locked" });
  await audit({
    actor: "stranger",
    action: "session.open",
    subject: user ? `user:${user.id}` : `mail:${subject.slice(0, 16)}`,
    outcome: claimed && !claimed.isLast ? "failed" : "locked",
    detail: { how: "password" },
  });
  return refuse("sign_in_failed");
}
