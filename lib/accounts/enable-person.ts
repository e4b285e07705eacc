import { audit } from "./audit/audit.ts";
import { markDisabled } from "./store.ts";

/** Lets a disabled person sign in again; what was ended stays ended. An erased person stays out. */
export async function enablePerson(userId: string, actor: string): Promise<void> {
  if (await markDisabled(userId, null))
    await audit({ actor, action: "person.enable", subject: `user:${userId}`, outcome: "ok" });
}
