import { type Refused, refuse } from "#lib/platform/http/refusals";
import { mayActFor, type Staff } from "./authority.ts";
import type { Permission } from "./permissions.ts";
import { findOrganizationRow, type OrganizationRow } from "./store.ts";

/**
 * The organization of an id or a slug, for a person with the permission. Refuses `not_found`, the same for one that does not
 * exist and one they do not belong to, and `forbidden` when their role lacks the permission.
 */
export async function findOrganization(
  person: Staff,
  key: { id: string } | { slug: string },
  permission: Permission,
): Promise<{ ok: true; organization: OrganizationRow } | Refused<"not_found" | "forbidden">> {
  const organization = await findOrganizationRow(key);
  if (!organization) return refuse("not_found");
  const may = mayActFor(person, organization.id, permission);
  return may.ok ? { ok: true, organization } : may;
}
