import { globalDb } from "#lib/platform/db/db";
import type { OrganizationStatus } from "./state.ts";

/** Organizations. Their members are in member-store.ts. */
export type OrganizationRow = {
  id: string;
  slug: string;
  name: string;
  status: OrganizationStatus;
  /** Why administrators refused it. */
  refusalReason: string | null;
  /** Since when its sales are stopped by the platform, and why. */
  suspendedAt: Date | null;
  suspensionReason: string | null;
};

const COLUMNS = {
  id: true,
  slug: true,
  name: true,
  status: true,
  refusalReason: true,
  suspendedAt: true,
  suspensionReason: true,
} as const;

export async function findOrganizationRow(
  where: { id: string } | { slug: string },
): Promise<OrganizationRow | undefined> {
  return (await globalDb().organization.findUnique({ where, select: COLUMNS })) ?? undefined;
}
