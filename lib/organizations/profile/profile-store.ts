import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { nextRevision } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import type { Prisma } from "#prisma/generated/client";
import type { ProfilePlan } from "./profile-rules.ts";

export type ProfileRow = Prisma.OrganizationGetPayload<object>;

/** What owners write of their organization, named like the table. */
export type ProfileFields = Pick<
  ProfileRow,
  | "name"
  | "legalName"
  | "address"
  | "postcode"
  | "city"
  | "country"
  | "currency"
  | "vatId"
  | "taxNumber"
  | "contactEmail"
  | "colorLight"
  | "colorDark"
  | "logo"
  | "invoiceMode"
  | "invoicePrefix"
  | "reverseCharge"
>;

export async function loadProfile(id: string): Promise<ProfileRow> {
  return globalDb().organization.findUniqueOrThrow({ where: { id } });
}

type OwnOrganization = Pick<ProfileFields, "name" | "country" | "currency" | "contactEmail"> & {
  id: string;
  slug: string;
  status: "PENDING" | "ACTIVE";
};

/**
 * Makes an organization whose owner is the given person, with its audit entry. Loses (false) when they own `ownedMax` already; two
 * requests of one person count behind each other.
 */
export async function claimOwnOrganization(
  given: OwnOrganization,
  { userId, ownedMax, line }: { userId: string; ownedMax: number; line: AuditEntry },
): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`own-organizations:${userId}`}, 0))`;
    if ((await tx.membership.count({ where: { userId, role: "OWNER" } })) >= ownedMax) return false;
    await tx.organization.create({
      data: { ...given, updatedBy: userId, memberships: { create: { userId, role: "OWNER" } } },
    });
    await appendAudit(tx, line);
    return true;
  });
}

/**
 * Decides a change on the locked organization and writes it with its audit entry; the row as it is afterwards. Undefined when the
 * organization is gone.
 */
export async function claimProfileChange<Planned extends ProfilePlan | Refused>(
  id: string,
  person: { userId: string; actor: string },
  plan: (row: ProfileRow, tx: Transaction) => Promise<Planned> | Planned,
): Promise<{ ok: true; row: ProfileRow } | Exclude<Planned, { ok: true }> | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const [locked] = await tx.$queryRaw<{ now: Date }[]>`
      SELECT now() FROM organizations WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    if (!locked) return undefined;
    const row = await tx.organization.findUniqueOrThrow({ where: { id } });
    const planned = await plan(row, tx);
    if (!planned.ok) return planned as Exclude<Planned, { ok: true }>;
    const { data, changed } = planned;
    if (changed.length === 0) return { ok: true, row };
    const after = await tx.organization.update({
      where: { id },
      data: {
        ...data,
        ...nextRevision(row, changed),
        updatedAt: locked.now,
        updatedBy: person.userId,
      },
    });
    await appendAudit(tx, {
      ...{ actor: person.actor, action: "organization.update", subject: `organization:${id}`, outcome: "ok" },
      ...{ organizationId: id, detail: { fields: changed } },
    });
    return { ok: true, row: after };
  });
}
