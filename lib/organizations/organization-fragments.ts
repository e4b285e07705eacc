import type { Transaction } from "#lib/platform/db/transaction";

/**
 * An organization for other services' statements, to place after JOIN; `id` is the SQL expression of its id. `seller` is what buyers
 * read of it (seller.ts).
 */
export const organizationOf = (id: string) =>
  `LATERAL (SELECT o.id, o.slug, o.name, jsonb_build_object('name', o.name, 'legal_name', o.legal_name, 'address', o.address,
    'postcode', o.postcode, 'city', o.city, 'country', o.country, 'vat_id', o.vat_id, 'tax_number', o.tax_number,
    'contact_email', o.contact_email, 'logo', o.logo_hash, 'color_light', o.color_light, 'color_dark', o.color_dark) AS seller FROM organizations o WHERE o.id = ${id})`;

/** Whether the organization's sales are stopped, for other services' statements; `id` is the SQL expression of its id. */
export const isSuspended = (id: string) =>
  `EXISTS (SELECT FROM organizations o WHERE o.id = ${id} AND o.suspended_at IS NOT NULL)`;

/** Whether the picture `p` is the logo of an organization, for the sweep of pictures. */
export const IS_LOGO = "EXISTS (SELECT FROM organizations o WHERE o.logo_hash = p.hash)";

/**
 * Locks organizations in the order of their ids before their owners are counted: of two owners who leave at once, the second
 * counts after the first is gone. Answers the existing ones.
 */
export async function lockOrganizations(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM organizations WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  return rows.map(({ id }) => id);
}
