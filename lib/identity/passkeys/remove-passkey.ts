import { audit } from "#lib/audit/audit";
import { enqueue } from "#lib/platform/jobs/worker";
import { type FactorHolder, mayChangeFactors } from "../second-factor/may-change-factors.ts";
import type { PasskeyRefused } from "./passkey-contract.ts";
import { deletePasskey } from "./passkey-store.ts";

/**
 * Takes a passkey away: it opens nothing from now on. It is never the last way in, since every account has a mail address
 * to which a code can be sent. Refuses `two_factor_needed` (see `mayChangeFactors`), and `not_found` for a key that is not the
 * person's.
 */
export async function removePasskey(
  person: FactorHolder,
  id: string,
): Promise<{ ok: true } | PasskeyRefused<"two_factor_needed" | "not_found">> {
  if (!(await mayChangeFactors(person))) return { ok: false, refusal: { code: "two_factor_needed" } };
  const { userId } = person;
  if (!(await deletePasskey(userId, id))) return { ok: false, refusal: { code: "not_found" } };
  await audit({ actor: `user:${userId}`, action: "passkey.remove", subject: `user:${userId}`, outcome: "ok" });
  await enqueue("send-account-notice", { userId, kind: "passkey_removed" });
  return { ok: true };
}
