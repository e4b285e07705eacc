import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import { enqueue } from "#lib/platform/jobs/worker";
import { refuse } from "../refusals.ts";
import { type FactorHolder, mayChangeFactors } from "../second-factor/may-change-factors.ts";
import { deletePasskey } from "./passkey-store.ts";

/**
 * Takes a passkey away: it opens nothing from now on. It is never the last way in, since every account has a mail address
 * to which a code can be sent. Refuses `two_factor_required` (see `mayChangeFactors`), and `not_found` for a key that is not the
 * person's.
 */
export async function removePasskey(
  person: FactorHolder,
  id: string,
): Promise<{ ok: true } | Refused<"two_factor_required" | "not_found">> {
  if (!(await mayChangeFactors(person))) return refuse("two_factor_required");
  const { userId } = person;
  if (!(await deletePasskey(userId, id))) return refuse("not_found");
  await audit({ actor: `user:${userId}`, action: "passkey.remove", subject: `user:${userId}`, outcome: "ok" });
  await enqueue("send-account-notice", { userId, kind: "passkey_removed" });
  return { ok: true };
}
