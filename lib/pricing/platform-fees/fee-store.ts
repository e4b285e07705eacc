import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { organizationOf } from "#lib/organizations/organization-fragments";
import { globalDb } from "#lib/platform/db/db";
import { raw, sql } from "#lib/platform/db/sql";
import { inTransaction } from "#lib/platform/db/transaction";

export type FeeRow = {
  id: string;
  organizationId: string | null;
  organizationName: string | null;
  currency: string;
  basisPoints: number;
  fixedMinor: number;
  validFrom: Date;
};

/** A page of terms, the latest first, and how many there are; of one organization where it is named. */
export async function listFees(
  organizationId: string | undefined,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: FeeRow[]; total: number }> {
  const where = organizationId ? sql`f.organization_id = ${organizationId}::uuid` : sql`true`;
  const rows = await globalDb().$queryRaw<FeeRow[]>`
    SELECT f.id, f.organization_id AS "organizationId", o.name AS "organizationName", f.currency, f.basis_points AS "basisPoints",
      f.fixed_minor::float8 AS "fixedMinor", f.valid_from AS "validFrom"
    FROM platform_fees f LEFT JOIN ${raw(organizationOf("f.organization_id"))} o ON true
    WHERE ${where} ORDER BY f.valid_from DESC, f.id DESC LIMIT ${limit}::int OFFSET ${offset}::int`;
  const total = await globalDb().platformFee.count({ where: organizationId ? { organizationId } : {} });
  return { rows, total };
}

/**
 * The terms in force at a time: the organization's own, else those of all. An organization's own terms stand above later ones of
 * all, because they were agreed with it.
 */
export async function findFeeTerms(
  organizationId: string,
  currency: string,
  at: Date,
): Promise<{ basisPoints: number; fixedMinor: number } | undefined> {
  const found = await globalDb().platformFee.findFirst({
    where: { currency, validFrom: { lte: at }, OR: [{ organizationId }, { organizationId: null }] },
    orderBy: [{ organizationId: { sort: "asc", nulls: "last" } }, { validFrom: "desc" }],
    select: { basisPoints: true, fixedMinor: true },
  });
  return found ?? undefined;
}

export type NewFeeRow = Omit<FeeRow, "organizationName">;

/** Stores terms with their line in the audit log. Loses (false) where terms of that time are there already. */
export async function claimFee(row: NewFeeRow, line: AuditEntry): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.platformFee.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) await appendAudit(tx, line);
    return count === 1;
  });
}
