import type { Refused } from "#lib/platform/http/refusals";
import { provePassword } from "../passwords/prove-password.ts";
import { refuse } from "../refusals.ts";
import { proveMailCode } from "./prove-mail-code.ts";
import { markProven, type SessionUser } from "./session-store.ts";

/**
 * Confirms the identity of a signed-in person by password or mailed code, before changes that could take over the account. For
 * the next fifteen minutes the session of `token` counts as proven.
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
