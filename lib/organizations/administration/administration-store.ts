import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { statesBefore } from "#lib/platform/transitions";
import type { Prisma } from "#prisma/generated/client";
import { ORGANIZATION_TRANSITIONS, type OrganizationStatus } from "../state.ts";

/** Organizations as the platform's administrators see and change them. */
export type AdministeredRow = {
  id: string;
  slug: string;
  name: string;
  status: OrganizationStatus;
  refusalReason: string | null;
  suspendedAt: Date | null;
  suspensionReason: string | null;
  createdAt: Date;
  _count: { memberships: number; events: number };
};

const COLUMNS = {
  ...{
    id: true,
    slug: true,
    name: true,
    status: true,
    refusalReason: true,
    suspendedAt: true,
    suspensionReason: true,
    createdAt: true,
  },
  _count: { select: { memberships: true, events: true } },
} as const satisfies Prisma.OrganizationSelect;

export type OrganizationFilter = { q?: string | undefined; status?: OrganizationStatus | undefined };

/** One page of organizations by name, and how many there are. */
export async function listAdministered(
  { q, status }: OrganizationFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: AdministeredRow[]; total: number }> {
  const where: Prisma.OrganizationWhereInput = {
    ...(q
      ? { OR: [{ name: { contains: q, mode: "insensitive" } }, { slug: { contains: q, mode: "insensitive" } }] }
      : {}),
    ...(status === undefined ? {} : { status }),
  };
  const orderBy: Prisma.OrganizationOrderByWithRelationInput[] = [{ name: "asc" }, { id: "asc" }];
  const [rows, total] = await Promise.all([
    globalDb().organization.findMany({ where, select: COLUMNS, orderBy, skip: offset, take: limit }),
    globalDb().organization.count({ where }),
  ]);
  return { rows, total };
}

export async function findAdministered(id: string): Promise<AdministeredRow | undefined> {
  return (await globalDb().organization.findUnique({ where: { id }, select: COLUMNS })) ?? undefined;
}

/** Makes an organization, with its line in the audit log. */
export async function appendOrganization(
  given: { id: string; name: string; slug: string },
  line: AuditEntry,
): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    await tx.organization.create({ data: given });
    await appendAudit(tx, line);
  });
}

/**
 * Suspends an organization, or lets it sell again, with the line in the audit log. Loses (false) when it is so already or does not
 * exist.
 */
export async function claimSuspension(
  id: string,
  suspension: { at: Date; reason: string } | undefined,
  line: AuditEntry,
): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id, status: suspension ? "ACTIVE" : "SUSPENDED" },
      data: {
        status: suspension ? "SUSPENDED" : "ACTIVE",
        suspendedAt: suspension?.at ?? null,
        suspensionReason: suspension?.reason ?? null,
      },
    });
    if (count === 1) await appendAudit(tx, line);
    return count === 1;
  });
}

/**
 * Approves an organization that waits or was refused, or refuses one that waits, with the line in the audit log. Loses (false) when it
 * is in another state or does not exist; a suspended one is resumed, not approved.
 */
export async function claimDecision(
  id: string,
  decision: { status: "ACTIVE" } | { status: "REFUSED"; reason: string },
  line: AuditEntry,
): Promise<boolean> {
  const before = statesBefore(ORGANIZATION_TRANSITIONS, decision.status).filter((status) => status !== "SUSPENDED");
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.organization.updateMany({
      where: { id, status: { in: before } },
      data: { status: decision.status, refusalReason: "reason" in decision ? decision.reason : null },
    });
    if (count === 1) await appendAudit(tx, line);
    return count === 1;
  });
}
