import type { Role } from "../permissions.ts";

export type MemberOutcome = "done" | "missing" | "last_owner";

/**
 * Whether a member may be given this role, or be taken out (undefined): an organization keeps an owner. `role` is the member's own
 * role now, undefined for who is no member.
 */
export function rulesOnRole(
  { role, otherOwners }: { role: Role | undefined; otherOwners: number },
  next: Role | undefined,
): MemberOutcome {
  if (role === undefined) return "missing";
  return role === "OWNER" && next !== "OWNER" && otherOwners === 0 ? "last_owner" : "done";
}

/** The names of the organizations that nobody would own without this person. */
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
