import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { claimPersonalTokenEnd } from "./personal-token-store.ts";

/**
 * Revokes an access token of the organization, from the next request on. Refuses `not_found` where the person does not
 * belong and for a token that is not there or revoked already, `forbidden` where they may not.
 */
export async function revokePersonalToken(
  person: Staff,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "token.manage");
  if (!may.ok) return may;
  if (!(await claimPersonalTokenEnd(organizationId, id))) return refuse("not_found");
  const actor = `user:${person.userId}`;
  await audit({ actor, action: "access_token.revoke", subject: id, outcome: "ok", organizationId });
  return { ok: true };
}
