import { db } from "#lib/platform/db/db";
import type { Role } from "./permissions.ts";

/** The names of the organizations a person works for, with their role in each, by name; at most 50. */
export async function listNamedRoles(userId: string): Promise<{ name: string; role: Role }[]> {
  const rows = await db().membership.findMany({
    where: { userId },
    select: { role: true, organization: { select: { name: true } } },
    orderBy: { organization: { name: "asc" } },
    take: 50,
  });
  return rows.map(({ role, organization }) => ({ name: organization.name, role }));
}

/** The owners of an organization. The last one cannot leave, so there is always one. */
export async function listOwners(organizationId: string): Promise<string[]> {
  const rows = await db().membership.findMany({
    where: { organizationId, role: "OWNER" },
    select: { userId: true },
    orderBy: { userId: "asc" },
  });
  return rows.map(({ userId }) => userId);
}
