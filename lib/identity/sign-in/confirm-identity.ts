import type { Refused } from "#lib/platform/http/refusals";
import { provePassword } from "../passwords/prove-password.ts";
import { refuse } from "../refusals.ts";
import { proveMailCode } from "./prove-mail-code.ts";
import { markProven, type SessionUser } from "./session-store.ts";

/**
 * Asks somebody who is signed in who they are once more, before what can take the account away: by password, or by a code
 * to their mail. For the next fifteen minutes the session of `token` counts as just proven.
 */
export async function confirmIdentity(
  person: SessionUser,
  token: string,
  given: { password: string } | { code: string },
): Promise<{ ok: true } | Refused<"sign_in_failed" | "code_wrong">> {
  if ("password" in given) {
    const proven = await provePassword({ email: person.email, password: given.password });
    if (!proven.ok) return proven;
  } else if (!(await proveMailCode({ purpose: "SIGN_IN", email: person.email }, given.code))) {
    return refuse("code_wrong");
  }
  await markProven(token);
  return { ok: true };
}
