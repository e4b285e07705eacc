import type { Role } from "../permissions.ts";

export type MemberOutcome = "done" | "missing" | "last_owner";

/**
 * Whether a member may get this role, or be removed (undefined): an organization always keeps an owner. `role` is the member's
 * present role, undefined for a non-member.
 */
export function rulesOnRole(
  { role, otherOwners }: { role: Role | undefined; otherOwners: number },
  next: Role | undefined,
): MemberOutcome {
  if (role === undefined) return "missing";
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
