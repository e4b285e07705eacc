import { audit } from "#lib/audit/audit";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { claimPersonalTokenEnd } from "./personal-token-store.ts";

/**
 * Revokes an access token of the organization, effective from the next request. Refuses `not_found` to non-members and for an
 * unknown or already revoked token, and `forbidden` without the permission.
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
