import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { type FactorHolder, mayChangeFactors } from "../second-factor/may-change-factors.ts";
import { deletePasskey } from "./passkey-store.ts";

/**
 * Removes a passkey for good and ends the person's other sessions. It is never the last way to sign in, because every account
 * has a mail address for codes. Refuses `two_factor_required` (see `mayChangeFactors`), and `not_found` for a key that is not
 * the person's.
 */
export async function removePasskey(
  person: FactorHolder,
  { id, sessionToken }: { id: string; sessionToken: string },
): Promise<{ ok: true } | Refused<"two_factor_required" | "not_found">> {
  if (!(await mayChangeFactors(person))) return refuse("two_factor_required");
  const { userId } = person;
  if (!(await deletePasskey({ userId, id, sessionToken }))) return refuse("not_found");
  await audit({ actor: `user:${userId}`, action: "passkey.remove", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}
