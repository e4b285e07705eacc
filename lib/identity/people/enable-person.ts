import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { markDisabled } from "../store.ts";

/** Lets a disabled person sign in again; ended sessions stay ended. Refuses `not_found` for all others, erased ones included. */
export async function enablePerson(
  administrator: Administrator,
  userId: string,
): Promise<{ ok: true } | Refused<"not_found">> {
  if (!(await markDisabled(userId, null))) return refuse("not_found");
  const actor = `user:${administrator.userId}`;
  await audit({ actor, action: "person.enable", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}
