import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { type MemberWire, roleWord } from "../contract.ts";
import { findOrganization } from "../find-organization.ts";
import { listMemberRows } from "./member-store.ts";

/** The people of an organization, owners first. Refuses `not_found` to non-members and `forbidden` without the permission. */
export async function listMembers(
  person: Staff,
  organizationId: string,
): Promise<{ ok: true; members: MemberWire[] } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "member.manage");
  if (!may.ok) return may;
  const rows = await listMemberRows(organizationId);
  const members = rows.map(({ userId, name, email, role, isTwoFactor, joinedAt }) => ({
    user_id: userId,
    name,
    email,
    role: roleWord(role),
    two_factor: isTwoFactor,
    joined_at: joinedAt.toISOString(),
  }));
  return { ok: true, members };
}
