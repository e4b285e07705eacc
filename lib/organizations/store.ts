import { db } from "#lib/platform/db/db";

/** Organizations. Their members are in member-store.ts. */
export type OrganizationRow = { id: string; slug: string; name: string };

const COLUMNS = { id: true, slug: true, name: true } as const;

export async function findOrganizationRow(
  where: { id: string } | { slug: string },
): Promise<OrganizationRow | undefined> {
  return (await db().organization.findUnique({ where, select: COLUMNS })) ?? undefined;
}

/** The organizations with these ids, all of them for undefined, by name. */
export async function listOrganizationRows(ids: readonly string[] | undefined): Promise<OrganizationRow[]> {
  return db().organization.findMany({
    ...(ids ? { where: { id: { in: ids.slice(0, 500) } } } : {}),
    select: COLUMNS,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
  });
}
