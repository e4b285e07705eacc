import { audit } from "#lib/audit/audit";
import type { Administrator } from "../identify.ts";
import { type FoundPerson, findPersonByEmail } from "./people-store.ts";

/**
 * The account of a mail address, for an administrator; undefined without one. Only the whole address finds a person, so the
 * accounts cannot be browsed, and every look-up is audited.
 */
export async function findPerson(administrator: Administrator, email: string): Promise<FoundPerson | undefined> {
  const found = await findPersonByEmail(email);
  const actor = `user:${administrator.userId}`;
  const subject = found ? `user:${found.userId}` : "nobody";
  await audit({ actor, action: "person.look", subject, outcome: found ? "ok" : "not_found" });
  return found;
}
