import type { Transaction } from "#lib/platform/db/transaction";

/** What other services' statements may know of an organization, behind JOIN; `id` is the SQL expression of its id. */
export const organizationOf = (id: string) =>
  `LATERAL (SELECT o.id, o.slug, o.name FROM organizations o WHERE o.id = ${id})`;

/**
 * Locks organizations, in the order of their ids, before anything of theirs is counted: of two owners who leave at once the second
 * one counts after the first is gone. Answers those that are there.
 */
export async function lockOrganizations(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM organizations WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  return rows.map(({ id }) => id);
}
