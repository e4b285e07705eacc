import { timingSafeEqual } from "node:crypto";
import type { AccountRefusal, OpenedSession } from "./contract.ts";
import { CODE_ATTEMPTS_MAX, hashMailCode } from "./mail-code.ts";
import { openSession } from "./open-session.ts";
import { openSignUp } from "./sign-up.ts";
import { claimMailCode, claimMailCodeAttempt, claimVerifiedUser, replaceCredentials } from "./store.ts";

/**
 * Opens a session for whoever holds the mailbox, making the account on the first time. `pendingSignUp` is the sealed text
 * that `signUp` gave this browser, if any: its name and password are taken on only now that the mailbox is proven, so
 * nobody can put a password on somebody else's address. Refuses `code_wrong` for a wrong, lapsed, used or worn-out code.
 */
export async function signInWithMailCode(input: {
  email: string;
  code: string;
  locale: string;
  pendingSignUp: string | undefined;
}): Promise<OpenedSession | AccountRefusal<"code_wrong">> {
  const wrong = { ok: false, refusal: { code: "code_wrong" } } as const;
  const given = hashMailCode(input.email, input.code);
  const inFlight = await claimMailCodeAttempt(input.email, CODE_ATTEMPTS_MAX);
  const matches = inFlight.some(
    (hash) => hash.length === given.length && timingSafeEqual(Buffer.from(hash), Buffer.from(given)),
  );
  if (!matches || !(await claimMailCode(input.email, given))) return wrong;
  const user = await claimVerifiedUser(input.email, input.locale);
  if (user.disabledAt) return wrong;
  const pending = openSignUp(input.pendingSignUp);
  if (pending?.email.toLowerCase() === input.email.toLowerCase()) await replaceCredentials(user.id, pending);
  return openSession(user.id);
}
