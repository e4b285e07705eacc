import { audit } from "./audit/audit.ts";
import { markDisabled } from "./store.ts";

/**
 * Shuts a person out: their sessions, API clients and access tokens end at once and nothing signs them in. `actor` is the
 * key of who does it (`user:<uuid>`). A person who is disabled already stays so.
 */
export async function disablePerson(userId: string, actor: string): Promise<void> {
  if (await markDisabled(userId, new Date()))
    await audit({ actor, action: "person.disable", subject: `user:${userId}`, outcome: "ok" });
}
