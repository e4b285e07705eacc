import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession } from "../contract.ts";
import { refuse } from "../refusals.ts";
import { openPendingSignIn, openSession } from "../sign-in/open-session.ts";
import { judgeSecondFactor } from "./second-factor.ts";

/**
 * The second step of a sign-in: opens the session for an app code or recovery code, within ten minutes of the first factor
 * (`pending` is the text sealed by `beginSession`). Refuses `sign_in_lapsed`, `code_wrong` and `too_many_tries`.
 */
export async function signInWithSecondFactor(given: {
  pending: string | undefined;
  code: string;
}): Promise<OpenedSession | Refused<"sign_in_lapsed" | "code_wrong" | "too_many_tries">> {
  const pending = openPendingSignIn(given.pending);
  if (!pending) return refuse("sign_in_lapsed");
  const { userId, how } = pending;
  const judged = await judgeSecondFactor(userId, given.code);
  const who = `user:${userId}`;
  if (judged.verdict === "right") {
    const detail = { by: judged.by };
    await audit({ actor: who, action: "two_factor.show", subject: who, outcome: "ok", detail });
    return openSession(userId, { how, twoFactor: true });
  }
  const outcome = judged.verdict === "wrong" ? "failed" : "locked";
  await audit({ actor: "stranger", action: "two_factor.show", subject: who, outcome });
  return judged.verdict === "wrong"
    ? refuse("code_wrong")
    : refuse("too_many_tries", { retry_after_seconds: judged.retryAfterSeconds });
}
