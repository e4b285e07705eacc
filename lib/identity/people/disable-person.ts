import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { markDisabled } from "../store.ts";

/**
 * Shuts a person out: their sessions, API clients and access tokens end at once and nothing signs them in. Refuses
 * `not_found` for nobody, for an erased person and for one who is disabled already, and `forbidden` for oneself, so that the
 * last administrator stays.
 */
export async function disablePerson(
  administrator: Administrator,
  userId: string,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  if (userId === administrator.userId) return refuse("forbidden");
  if (!(await markDisabled(userId, new Date()))) return refuse("not_found");
  const actor = `user:${administrator.userId}`;
  await audit({ actor, action: "person.disable", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}
