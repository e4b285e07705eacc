import type { Staff } from "../authority.ts";
import { ROLE_PERMISSIONS, type Role, roleMay } from "../permissions.ts";

/**
 * Whether a person may give a role in an organization: never one above their own, so that only owners make owners, however
 * the table of permissions may grow.
 */
export function mayGiveRole(person: Staff, organizationId: string, role: Role): boolean {
  if (person.isAdmin) return true;
  const own = person.roles.find((each) => each.organizationId === organizationId)?.role;
  if (own === undefined || (role === "OWNER" && own !== "OWNER")) return false;
  return ROLE_PERMISSIONS[role].every((permission) => roleMay(own, permission));
}
