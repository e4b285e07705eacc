import { audit } from "#lib/audit/audit";
import type { SignedIn } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import type { Role } from "../permissions.ts";
import { refuse } from "../refusals.ts";
import { mayGiveRole } from "./give-role.ts";
import type { MayChange, MemberOutcome } from "./member-rules.ts";
import { claimRemoval } from "./member-store.ts";

/**
 * Removes a member from an organization, with the access tokens they created for it. Refuses `not_found` for a non-member,
 * `forbidden` without the permission or for a member above oneself, and `last_owner` when the organization would have no owner.
 */
export async function removeMember(
  person: Staff,
  from: { organizationId: string; userId: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "last_owner">> {
  const may = await findOrganization(person, { id: from.organizationId }, "member.manage");
  if (!may.ok) return may;
  const mayChange = (role: Role) => mayGiveRole(person, from.organizationId, role);
  const outcome = await remove(person, { ...from, mayChange }, "member.remove");
  if (outcome === "done") return { ok: true };
  return refuse(REFUSALS[outcome]);
}

/** Leaves an organization in any role. Refuses `not_found` to a non-member, and `last_owner`. */
export async function leaveOrganization(
  person: SignedIn,
  organizationId: string,
): Promise<{ ok: true } | Refused<"not_found" | "last_owner">> {
  const self = { organizationId, userId: person.userId, mayChange: () => true };
  const outcome = await remove(person, self, "member.leave");
  if (outcome === "done") return { ok: true };
  return refuse(outcome === "missing" ? "not_found" : "last_owner");
}

const REFUSALS = { missing: "not_found", above: "forbidden", last_owner: "last_owner" } as const;

async function remove(
  person: SignedIn,
  member: { organizationId: string; userId: string; mayChange: MayChange },
  action: "member.remove" | "member.leave",
): Promise<MemberOutcome> {
  const { organizationId, userId } = member;
  const outcome = await claimRemoval(member);
  if (outcome === "missing") return outcome;
  await audit({
    actor: `user:${person.userId}`,
    action,
    subject: `user:${userId}`,
    outcome: outcome === "done" ? "ok" : "refused",
    organizationId,
  });
  return outcome;
}
