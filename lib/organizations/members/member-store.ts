import { db } from "#lib/platform/db/db";
import { Prisma } from "#prisma/generated/client";
import type { Role } from "../permissions.ts";

/**
 * Who belongs to an organization. The last owner stays one: whoever takes a role away locks the organization, so that they
 * come one after the other, then all its owners, whose rows are read anew by that, and counts those who are left.
 */
export type MemberRow = {
  userId: string;
  name: string | null;
  email: string;
  role: Role;
  isTwoFactor: boolean;
  joinedAt: Date;
};

export async function listMemberRows(organizationId: string): Promise<MemberRow[]> {
  return db().$queryRaw<MemberRow[]>`
    SELECT u.id AS "userId", u.name, u.email::text AS email, m.role::text AS role, m.created_at AS "joinedAt",
      EXISTS (SELECT 1 FROM two_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) OR EXISTS (
        SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS "isTwoFactor"
    FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organization_id = ${organizationId}::uuid
    ORDER BY m.role, u.name NULLS LAST, u.id LIMIT 1000`;
}

export type MemberOutcome = "done" | "missing" | "last_owner";

/** The lock on an organization and its owners, and how many of them somebody else is: the beginning of both statements below. */
const othersWhoOwn = (organizationId: string, userId: string) => Prisma.sql`
    organization AS MATERIALIZED (SELECT id FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE
    ), owners AS MATERIALIZED (
      SELECT m.user_id FROM organization o JOIN memberships m ON m.organization_id = o.id
      WHERE m.role = 'OWNER' ORDER BY m.user_id FOR UPDATE OF m
    ), others AS MATERIALIZED (SELECT count(*) AS count FROM owners WHERE user_id <> ${userId}::uuid)`;

/** Gives a member another role. */
export async function claimRole(organizationId: string, userId: string, role: Role): Promise<MemberOutcome> {
  const [row] = await db().$queryRaw<{ outcome: MemberOutcome }[]>`
    WITH ${othersWhoOwn(organizationId, userId)}, moved AS (
      UPDATE memberships m SET role = ${role}::membership_role FROM others o
      WHERE m.organization_id = ${organizationId}::uuid AND m.user_id = ${userId}::uuid
        AND (${role} = 'OWNER' OR m.role <> 'OWNER' OR o.count > 0)
      RETURNING 1
    )
    SELECT CASE WHEN EXISTS (SELECT 1 FROM moved) THEN 'done'
      WHEN EXISTS (SELECT 1 FROM memberships WHERE organization_id = ${organizationId}::uuid AND user_id = ${userId}::uuid) THEN 'last_owner'
      ELSE 'missing' END AS outcome`;
  return row?.outcome ?? "missing";
}

/** Takes a member out, and with them what acts in their name there. */
export async function claimRemoval(organizationId: string, userId: string): Promise<MemberOutcome> {
  const [row] = await db().$queryRaw<{ outcome: MemberOutcome }[]>`
    WITH ${othersWhoOwn(organizationId, userId)}, gone AS (
      DELETE FROM memberships m USING others o
      WHERE m.organization_id = ${organizationId}::uuid AND m.user_id = ${userId}::uuid AND (m.role <> 'OWNER' OR o.count > 0)
      RETURNING 1
    ), tokens AS (
      UPDATE access_tokens SET revoked_at = now() FROM gone
      WHERE organization_id = ${organizationId}::uuid AND user_id = ${userId}::uuid AND revoked_at IS NULL
    )
    SELECT CASE WHEN EXISTS (SELECT 1 FROM gone) THEN 'done'
      WHEN EXISTS (SELECT 1 FROM memberships WHERE organization_id = ${organizationId}::uuid AND user_id = ${userId}::uuid) THEN 'last_owner'
      ELSE 'missing' END AS outcome`;
  return row?.outcome ?? "missing";
}
