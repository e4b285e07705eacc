import { audit } from "#lib/audit/audit";
import type { Administrator } from "../identify.ts";
import { type FoundPerson, findPersonByEmail } from "./people-store.ts";

/**
 * The account of a mail address, as an administrator sees it who was written to: undefined where there is none. People are
 * found by the whole address alone, so that nobody leafs through them, and each look is in the audit log.
 */
export async function findPerson(administrator: Administrator, email: string): Promise<FoundPerson | undefined> {
  const found = await findPersonByEmail(email);
  const actor = `user:${administrator.userId}`;
  const subject = found ? `user:${found.userId}` : "nobody";
  await audit({ actor, action: "person.look", subject, outcome: found ? "ok" : "not_found" });
  return found;
}
