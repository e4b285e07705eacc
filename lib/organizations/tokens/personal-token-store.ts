import { db } from "#lib/platform/db/db";

/** Personal access tokens of organizations, of which only hashes are kept. */
export type PersonalTokenOwner = {
  id: string;
  organizationId: string;
  scopes: string[];
  userId: string;
  email: string;
  name: string | null;
  isUseDue: boolean;
};

/**
 * The token of this hash while it is good: not revoked, not over, of a person who is not disabled. `isUseDue` says that its
 * last use was written a minute ago or more.
 */
export async function findPersonalToken(hash: string): Promise<PersonalTokenOwner | undefined> {
  const rows = await db().$queryRaw<PersonalTokenOwner[]>`
    SELECT t.id, t.organization_id AS "organizationId", t.scopes, u.id AS "userId", u.email::text AS email, u.name,
      coalesce(t.last_used_at < now() - interval '1 minute', true) AS "isUseDue"
    FROM access_tokens t JOIN users u ON u.id = t.user_id
    WHERE t.token_hash = ${hash} AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
      AND u.disabled_at IS NULL`;
  return rows[0];
}

/** Writes that it is used now, unless somebody did within the last minute. */
export async function notePersonalTokenUse(id: string): Promise<void> {
  await db().$executeRaw`
    UPDATE access_tokens SET last_used_at = now()
    WHERE id = ${id}::uuid AND coalesce(last_used_at < now() - interval '1 minute', true)`;
}

export type PersonalTokenRow = {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  user: { name: string | null; email: string };
};

const VIEW = {
  id: true,
  name: true,
  hint: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  user: { select: { name: true, email: true } },
} as const;

/** The organization's tokens that nobody revoked, the newest first; at most 500. */
export async function listPersonalTokenRows(organizationId: string): Promise<PersonalTokenRow[]> {
  return db().accessToken.findMany({
    where: { organizationId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
    select: VIEW,
  });
}

/** Keeps a new token. */
export async function appendPersonalToken(token: {
  organizationId: string;
  userId: string;
  name: string;
  tokenHash: string;
  hint: string;
  scopes: string[];
  expiresAt: Date | null;
}): Promise<PersonalTokenRow> {
  return db().accessToken.create({ data: token, select: VIEW });
}

/** Revokes a token of the organization. False when there is none of that id, or it is revoked already. */
export async function claimPersonalTokenEnd(organizationId: string, id: string): Promise<boolean> {
  const { count } = await db().accessToken.updateMany({
    where: { id, organizationId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}
