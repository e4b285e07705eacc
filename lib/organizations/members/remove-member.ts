import { audit } from "#lib/audit/audit";
import type { SignedIn } from "#lib/identity/identify";
import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { refuse } from "../refusals.ts";
import { claimRemoval } from "./member-store.ts";

/**
 * Removes a member from an organization, with the access tokens they created for it. Refuses `not_found` for a non-member,
 * `forbidden` without the permission, and `last_owner` when the organization would have no owner.
 */
export async function removeMember(
  person: Staff,
  from: { organizationId: string; userId: string },
): Promise<{ ok: true } | Refused<"not_found" | "forbidden" | "last_owner">> {
  const may = await findOrganization(person, { id: from.organizationId }, "member.manage");
  return may.ok ? remove(person, from, "member.remove") : may;
}

/** Leaves an organization in any role. Refuses `not_found` to a non-member, and `last_owner`. */
export async function leaveOrganization(
  person: SignedIn,
  organizationId: string,
): Promise<{ ok: true } | Refused<"not_found" | "last_owner">> {
  return remove(person, { organizationId, userId: person.userId }, "member.leave");
}

async function remove(
  person: SignedIn,
  { organizationId, userId }: { organizationId: string; userId: string },
  action: "member.remove" | "member.leave",
): Promise<{ ok: true } | Refused<"not_found" | "last_owner">> {
  const outcome = await claimRemoval(organizationId, userId);
  if (outcome === "missing") return refuse("not_found");
  await audit({
    actor: `user:${person.userId}`,
    action,
    subject: `user:${userId}`,
    outcome: outcome === "done" ? "ok" : "refused",
    organizationId,
  });
  return outcome === "done" ? { ok: true } : refuse("last_owner");
}
