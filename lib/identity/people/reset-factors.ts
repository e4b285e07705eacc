import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { enqueue } from "#lib/platform/jobs/worker";
import type { Administrator } from "../identify.ts";
import { forgetTries } from "../second-factor/second-factor-store.ts";
import { deleteFactors } from "./people-store.ts";

/**
 * For somebody who lost every second factor: takes authenticator, recovery codes and passkeys away and ends all that was
 * opened with them. Their password or mail code lets them in again, to set up a new one; a mail tells them. Whether they are
 * who they say is for the administrator to know. Refuses `not_found` where there is nothing to take away, `forbidden` for oneself.
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
  await enqueue("send-account-notice", { userId, kind: "two_factor_changed" });
  return { ok: true };
}
