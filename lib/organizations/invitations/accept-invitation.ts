import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { claimMembership, findInvitation, type OpenInvitation } from "./invitation-store.ts";
import { hashInvitation } from "./invite-member.ts";

/** The invitation of a mailed link; undefined when it was used, revoked, has lapsed, or is unknown. */
export async function readInvitation(token: string): Promise<OpenInvitation | undefined> {
  return TOKEN.test(token) ? findInvitation(hashInvitation(token)) : undefined;
}

/**
 * Joins the organization that invited the person's own mail. Refuses `not_found` for a link that is used, revoked, lapsed
 * or was sent to another address.
 */
export async function acceptInvitation(
  userId: string,
  token: string,
): Promise<{ ok: true; slug: string } | Refused<"not_found">> {
  const joined = TOKEN.test(token) ? await claimMembership(hashInvitation(token), userId) : undefined;
  if (!joined) return refuse("not_found");
  const { organizationId, slug, role } = joined;
  const actor = `user:${userId}`;
  await audit({ actor, action: "member.join", subject: actor, outcome: "ok", organizationId, detail: { role } });
  return { ok: true, slug };
}

const TOKEN = /^[\w-]{43}$/;
