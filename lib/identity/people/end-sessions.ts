import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { endSessionsOf } from "./people-store.ts";

/**
 * Signs a person out of every browser and API client; how many. They may sign in again. Refuses `not_found` for an unknown or erased
 * person and `forbidden` for oneself, whose sessions are ended under Security.
 */
export async function endSessions(
  administrator: Administrator,
  userId: string,
): Promise<{ ok: true; ended: number } | Refused<"not_found" | "forbidden">> {
  if (userId === administrator.userId) return refuse("forbidden");
  const actor = `user:${administrator.userId}`;
  const line = { actor, action: "person.end_sessions", subject: `user:${userId}`, outcome: "ok" };
  const ended = await endSessionsOf(userId, (sessions) => ({ ...line, detail: { sessions } }));
  return ended === undefined ? refuse("not_found") : { ok: true, ended };
}
