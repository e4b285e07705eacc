import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Administrator } from "../identify.ts";
import { claimEnabled } from "./people-store.ts";

/** Lets a disabled person sign in again; ended sessions stay ended. Refuses `not_found` for all others, erased ones included. */
export async function enablePerson(
  administrator: Administrator,
  userId: string,
): Promise<{ ok: true } | Refused<"not_found">> {
  const actor = `user:${administrator.userId}`;
  const line = { actor, action: "person.enable", subject: `user:${userId}`, outcome: "ok" };
  return (await claimEnabled(userId, line)) ? { ok: true } : refuse("not_found");
}
