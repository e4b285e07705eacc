import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession, SecondFactorNeeded } from "../contract.ts";
import { provePassword } from "../passwords/prove-password.ts";
import { beginSession } from "./open-session.ts";

/**
 * Opens a session for a mail and its password. Refuses `sign_in_failed` as `provePassword` does, and
 * `second_factor_needed` when the account has one.
 */
export async function signInWithPassword(input: {
  email: string;
  password: string;
}): Promise<OpenedSession | SecondFactorNeeded | Refused<"sign_in_failed">> {
  const proven = await provePassword(input);
  return proven.ok ? beginSession(proven.userId, "password") : proven;
}
