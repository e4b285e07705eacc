import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { markDisabled } from "../store.ts";

/**
 * Disables a person: their sessions, API clients and access tokens end immediately and they cannot sign in. Refuses `not_found`
 * for an unknown, erased or already disabled person, and `forbidden` for oneself, so that the last administrator stays.
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
