import type { Staff } from "./authority.ts";
import type { Role } from "./permissions.ts";
import { listOrganizationRows, type OrganizationRow } from "./store.ts";

export type OwnOrganization = OrganizationRow & { role: Role | undefined };

/** The person's organizations with their role in each; an administrator sees all, most of them without a role. */
export async function listOrganizations(person: Pick<Staff, "isAdmin" | "roles">): Promise<OwnOrganization[]> {
  const roleIn = new Map(person.roles.map(({ organizationId, role }) => [organizationId, role]));
  const rows = await listOrganizationRows(person.isAdmin ? undefined : [...roleIn.keys()]);
  return rows.map((row) => ({ ...row, role: roleIn.get(row.id) }));
}
