import { globalDb } from "#lib/platform/db/db";
import type { Role } from "./permissions.ts";

/** A person's role in an organization. */
export type RoleIn = { readonly organizationId: string; readonly role: Role };

/** The person's organizations and roles. */
export async function listRoles(userId: string): Promise<RoleIn[]> {
  return globalDb().membership.findMany({ where: { userId }, select: { organizationId: true, role: true } });
}
