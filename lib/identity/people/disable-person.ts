import type { Refused } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { refuse } from "../refusals.ts";
import { claimDisabled } from "./people-store.ts";

/**
 * Disables a person, with a reason that other administrators read: their sessions, API clients and access tokens end immediately and
 * they cannot sign in. Refuses `not_found` for an unknown, erased or already disabled person, `forbidden` for oneself, and
 * `last_administrator`.
 */
export async function disablePerson(
  administrator: Administrator,
  { userId, reason }: { userId: string; reason: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "last_administrator">> {
  if (userId === administrator.userId) return refuse("forbidden");
  const actor = `user:${administrator.userId}`;
  const line = { actor, action: "person.disable", subject: `user:${userId}`, outcome: "ok", detail: { reason } };
  const done = await claimDisabled(userId, reason, line);
  return done === "done" ? { ok: true } : refuse(done);
}
