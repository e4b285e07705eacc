import { globalDb } from "#lib/platform/db/db";

/** Organizations. Their members are in member-store.ts. */
export type OrganizationRow = { id: string; slug: string; name: string };

const COLUMNS = { id: true, slug: true, name: true } as const;

export async function findOrganizationRow(
  where: { id: string } | { slug: string },
): Promise<OrganizationRow | undefined> {
  return (await globalDb().organization.findUnique({ where, select: COLUMNS })) ?? undefined;
}
