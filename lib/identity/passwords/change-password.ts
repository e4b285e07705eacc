import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { OpenedSession } from "../contract.ts";
import { refuse } from "../refusals.ts";
import { carryTwoFactorOver } from "../second-factor/second-factor-store.ts";
import { openSession } from "../sign-in/open-session.ts";
import { isFreshProof } from "../sign-in/session-rules.ts";
import type { SessionUser } from "../sign-in/session-store.ts";
import { replaceCredentials } from "../store.ts";
import { isBreachedPassword } from "./breached-password.ts";
import { hashPassword } from "./password.ts";

/**
 * Sets a new password, or the first one, and ends every session, API client and access token of the person; this browser
 * gets a new session instead. Refuses `proof_required` unless the person confirmed their identity within fifteen minutes, and
 * `password_breached` for a password that is known to be stolen.
 */
export async function changePassword(
  person: SessionUser,
  password: string,
): Promise<OpenedSession | Refused<"password_breached" | "proof_required">> {
  if (!isFreshProof(person.provenAt)) return refuse("proof_required");
  if (await isBreachedPassword(password)) return refuse("password_breached");
  const { userId } = person;
  const passwordHash = await hashPassword(password);
  await replaceCredentials(userId, { passwordHash }, { type: "account.password_changed", userId });
  const who = `user:${userId}`;
  await audit({ actor: who, action: "password.change", subject: who, outcome: "ok" });
  const opened = await openSession(userId, { how: "password", twoFactor: person.isTwoFactor });
  await carryTwoFactorOver(opened.session.token);
  return opened;
}
