import { db } from "#lib/platform/db/db";
import type { Role } from "../permissions.ts";

/** Invitations into an organization. The database allows one open one for an address (`invitations_one_open`). */
export type InvitationRow = { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date };

const COLUMNS = { id: true, email: true, role: true, createdAt: true, expiresAt: true } as const;

/** Those nobody has accepted or taken back, the lapsed ones too: they can be sent anew. */
export async function listOpenInvitations(organizationId: string): Promise<InvitationRow[]> {
  return db().invitation.findMany({
    where: { organizationId, acceptedAt: null, revokedAt: null },
    select: COLUMNS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1_000,
  });
}

export type NewInvitation = {
  organizationId: string;
  email: string;
  role: Role;
  tokenHash: string;
  invitedBy: string;
  expiresAt: Date;
};

/**
 * Writes an invitation, or renews the one that is open for the address. Within a minute of the last one its link stays the
 * one that was sent (`isNewLink` false), so that nobody's mailbox can be flooded. `member`: the address belongs to one.
 */
export async function claimInvitation(
  wanted: NewInvitation,
): Promise<{ kind: "member" } | { kind: "open"; isNewLink: boolean; row: InvitationRow }> {
  const { organizationId, email, role, tokenHash, invitedBy, expiresAt } = wanted;
  const [row] = await db().$queryRaw<(InvitationRow & { tokenHash: string })[]>`
    INSERT INTO invitations AS i (organization_id, email, role, token_hash, invited_by, expires_at)
    SELECT ${organizationId}::uuid, ${email}::citext, ${role}::membership_role, ${tokenHash}, ${invitedBy}::uuid, ${expiresAt}
    WHERE NOT EXISTS (
      SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.organization_id = ${organizationId}::uuid AND u.email = ${email}::citext)
    ON CONFLICT (organization_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL DO UPDATE SET
      role = EXCLUDED.role, invited_by = EXCLUDED.invited_by,
      token_hash = CASE WHEN i.created_at > now() - interval '1 minute' THEN i.token_hash ELSE EXCLUDED.token_hash END,
      expires_at = CASE WHEN i.created_at > now() - interval '1 minute' THEN i.expires_at ELSE EXCLUDED.expires_at END,
      created_at = CASE WHEN i.created_at > now() - interval '1 minute' THEN i.created_at ELSE now() END
    RETURNING i.id, i.email::text AS email, i.role::text AS role, i.created_at AS "createdAt", i.expires_at AS "expiresAt",
      i.token_hash AS "tokenHash"`;
  if (!row) return { kind: "member" };
  const { tokenHash: kept, ...rest } = row;
  return { kind: "open", isNewLink: kept === tokenHash, row: rest };
}

/** Takes an open invitation back. False when there is none of this id. */
export async function claimRevocation(organizationId: string, id: string): Promise<boolean> {
  const { count } = await db().invitation.updateMany({
    where: { organizationId, id, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

export type OpenInvitation = { email: string; role: Role; organizationName: string; organizationSlug: string };

/** What an unspent link leads to. */
export async function findInvitation(tokenHash: string): Promise<OpenInvitation | undefined> {
  const row = await db().invitation.findFirst({
    where: { tokenHash, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    select: { email: true, role: true, organization: { select: { name: true, slug: true } } },
  });
  return (
    (row && {
      email: row.email,
      role: row.role,
      organizationName: row.organization.name,
      organizationSlug: row.organization.slug,
    }) ??
    undefined
  );
}

/**
 * Spends the link for the person it was sent to, once. Who belongs already keeps their role: a link lying about never
 * lowers or raises it.
 */
export async function claimMembership(
  tokenHash: string,
  userId: string,
): Promise<{ organizationId: string; slug: string; role: Role } | undefined> {
  const [row] = await db().$queryRaw<{ organizationId: string; slug: string; role: Role }[]>`
    WITH taken AS (
      UPDATE invitations i SET accepted_at = now() FROM users u
      WHERE i.token_hash = ${tokenHash} AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
        AND u.id = ${userId}::uuid AND u.email = i.email AND u.email_verified IS NOT NULL AND u.disabled_at IS NULL
      RETURNING i.organization_id, i.role
    ), joined AS (
      INSERT INTO memberships (organization_id, user_id, role) SELECT organization_id, ${userId}::uuid, role FROM taken
      ON CONFLICT DO NOTHING
    )
    SELECT t.organization_id AS "organizationId", o.slug, t.role::text AS role FROM taken t JOIN organizations o ON o.id = t.organization_id`;
  return row;
}

export type InvitationMailRow = {
  email: string;
  role: Role;
  tokenHash: string;
  expiresAt: Date;
  organizationName: string;
  inviterName: string | null;
  locale: string;
};

/** What the mail says; undefined when the invitation is no longer open. In the language of whom it goes to, where we know them. */
export async function findInvitationForMail(id: string): Promise<InvitationMailRow | undefined> {
  const [row] = await db().$queryRaw<InvitationMailRow[]>`
    SELECT i.email::text AS email, i.role::text AS role, i.token_hash AS "tokenHash", i.expires_at AS "expiresAt",
      o.name AS "organizationName", by.name AS "inviterName", coalesce(u.locale, by.locale, 'en') AS locale
    FROM invitations i JOIN organizations o ON o.id = i.organization_id
    LEFT JOIN users by ON by.id = i.invited_by LEFT JOIN users u ON u.email = i.email
    WHERE i.id = ${id}::uuid AND i.accepted_at IS NULL AND i.revoked_at IS NULL`;
  return row;
}
