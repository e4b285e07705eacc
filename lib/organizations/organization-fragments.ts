import type { Transaction } from "#lib/platform/db/transaction";

/** An organization for other services' statements, to place after JOIN; `id` is the SQL expression of its id. */
export const organizationOf = (id: string) =>
  `LATERAL (SELECT o.id, o.slug, o.name FROM organizations o WHERE o.id = ${id})`;

/** Whether the organization's sales are stopped, for other services' statements; `id` is the SQL expression of its id. */
export const isSuspended = (id: string) =>
  `EXISTS (SELECT FROM organizations o WHERE o.id = ${id} AND o.suspended_at IS NOT NULL)`;

/**
 * Locks organizations in the order of their ids before their owners are counted: of two owners who leave at once, the second
 * counts after the first is gone. Answers the existing ones.
 */
export async function lockOrganizations(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM organizations WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  return rows.map(({ id }) => id);
}
