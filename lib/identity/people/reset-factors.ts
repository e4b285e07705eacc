import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { forgetTries } from "../second-factor/second-factor-store.ts";
import { deleteFactors } from "./people-store.ts";

/**
 * Helps a person who lost every second factor: removes authenticator, recovery codes and passkeys and ends all sessions and
 * tokens. They can sign in with password or mail code and set up a new factor, and get a mail about it. The administrator
 * must verify who they are. Refuses `not_found` when there is nothing to remove, and `forbidden` for oneself.
 */
export async function resetFactors(
  administrator: Administrator,
  userId: string,
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  if (userId === administrator.userId) return refuse("forbidden");
  if (!(await deleteFactors(userId))) return refuse("not_found");
  await forgetTries(userId);
  const actor = `user:${administrator.userId}`;
  await audit({ actor, action: "person.reset_factors", subject: `user:${userId}`, outcome: "ok" });
  return { ok: true };
}
