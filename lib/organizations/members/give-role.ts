import type { Staff } from "../authority.ts";
import { ROLE_PERMISSIONS, type Role, roleMay } from "../permissions.ts";

/**
 * Whether a person may give a role in an organization, or change what a member with this role is: never one above their own, so
 * that only owners make and change owners, however the table of permissions may grow. An access token reaches as far as its
 * scopes: it gives only roles whose every permission it has, and never makes or changes an owner.
 */
export function mayGiveRole(person: Staff, organizationId: string, role: Role): boolean {
  if (person.isAdmin) return true;
  const own = person.roles.find((each) => each.organizationId === organizationId)?.role;
  if (own === undefined || !isWithin(own, role)) return false;
  const { scopes } = person;
  if (scopes === undefined) return true;
  return role !== "OWNER" && ROLE_PERMISSIONS[role].every((permission) => scopes.includes(permission));
}

/** Whether a role is the same as another or below it. */
export function isWithin(own: Role, role: Role): boolean {
  if (role === "OWNER" && own !== "OWNER") return false;
  return ROLE_PERMISSIONS[role].every((permission) => roleMay(own, permission));
}
