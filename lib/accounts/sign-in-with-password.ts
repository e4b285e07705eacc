import type { AccountRefusal, OpenedSession } from "./contract.ts";
import { openSession } from "./open-session.ts";
import { checkPassword } from "./password.ts";
import { findUserByEmail } from "./store.ts";

/**
 * Opens a session for a mail and its password. Refuses `sign_in_failed` in the same words and after the same work for
 * an unknown mail, a wrong password, a person who never set one, and a disabled one.
 */
export async function signInWithPassword(input: {
  email: string;
  password: string;
}): Promise<OpenedSession | AccountRefusal<"sign_in_failed">> {
  const user = await findUserByEmail(input.email);
  const matches = await checkPassword(input.password, user?.passwordHash);
  if (!user || !matches || user.disabledAt) return { ok: false, refusal: { code: "sign_in_failed" } };
  return openSession(user.id);
}
