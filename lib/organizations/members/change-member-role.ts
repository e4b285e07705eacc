import { audit } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import type { Role } from "../permissions.ts";
import { refuse } from "../refusals.ts";
import { mayGiveRole } from "./give-role.ts";
import { claimRole } from "./member-store.ts";

/**
 * Gives a member another role, effective from their next request. Refuses `not_found` for a non-member, `forbidden` without the
 * permission, for a role above one's own or a member who has one, and `last_owner` when the organization would have no owner.
 */
export async function changeMemberRole(
  person: Staff,
  wanted: { organizationId: string; userId: string; role: Role },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "last_owner">> {
  const { organizationId, userId, role } = wanted;
  const may = await findOrganization(person, { id: organizationId }, "member.manage");
  if (!may.ok) return may;
  if (!mayGiveRole(person, organizationId, role)) return refuse("forbidden");
  const mayChange = (present: Role) => mayGiveRole(person, organizationId, present);
  const outcome = await claimRole({ organizationId, userId, mayChange }, role);
  if (outcome === "missing") return refuse("not_found");
  await audit({
    actor: `user:${person.userId}`,
    action: "member.role",
    subject: `user:${userId}`,
    outcome: outcome === "done" ? "ok" : "refused",
    organizationId,
    detail: { role },
  });
  if (outcome === "done") return { ok: true };
  return refuse(outcome === "above" ? "forbidden" : "last_owner");
}
