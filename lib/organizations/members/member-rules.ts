import type { Role } from "../permissions.ts";

export type MemberOutcome = "done" | "missing" | "above" | "last_owner";

/** Whether who asks may change a member with this role (give-role.ts). */
export type MayChange = (role: Role) => boolean;

/**
 * Whether a member may get this role, or be removed (undefined): an organization always keeps an owner, and no one changes a
 * member whose role is above their own. `role` is the member's present role, undefined for a non-member.
 */
export function rulesOnRole(
  { role, otherOwners, mayChange }: { role: Role | undefined; otherOwners: number; mayChange: MayChange },
  next: Role | undefined,
): MemberOutcome {
  if (role === undefined) return "missing";
  if (!mayChange(role)) return "above";
  return role === "OWNER" && next !== "OWNER" && otherOwners === 0 ? "last_owner" : "done";
}

/** The names of the organizations whose only owner is this person. */
export function soleOwnerships(
  owners: readonly { userId: string; organization: { id: string; name: string } }[],
  userId: string,
): string[] {
  const byOrganization = Map.groupBy(owners, ({ organization }) => organization.id);
  return [...byOrganization.values()]
    .filter((all) => all.every((owner) => owner.userId === userId))
    .flatMap(([owner]) => (owner ? [owner.organization.name] : []))
    .sort();
}
