import { activePerson } from "#lib/identity/person-fragments";
import { listPeople } from "#lib/identity/queries";
import { globalDb } from "#lib/platform/db/db";
import { raw } from "#lib/platform/db/sql";
import { invariant } from "#lib/platform/invariant";

/** Personal access tokens of organizations. Only hashes are stored. */
export type PersonalTokenOwner = {
  id: string;
  organizationId: string;
  scopes: string[];
  userId: string;
  email: string;
  isEmailProven: boolean;
  name: string | null;
  isUseDue: boolean;
};

/**
 * The token of this hash while it is valid: not revoked, not lapsed, of an enabled person. `isUseDue` means that its last use
 * was recorded a minute ago or more.
 */
export async function findPersonalToken(hash: string): Promise<PersonalTokenOwner | undefined> {
  const rows = await globalDb().$queryRaw<PersonalTokenOwner[]>`
    SELECT t.id, t.organization_id AS "organizationId", t.scopes, u.id AS "userId", u.email, u.is_proven AS "isEmailProven", u.name,
      coalesce(t.last_used_at < now() - interval '1 minute', true) AS "isUseDue"
    FROM access_tokens t JOIN ${raw(activePerson("t.user_id"))} u ON true
    WHERE t.token_hash = ${hash} AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())`;
  return rows[0];
}

/** Records a use of the token, at most once a minute. */
export async function notePersonalTokenUse(id: string): Promise<void> {
  await globalDb().$executeRaw`
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
  /** Its creator. */
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
  userId: true,
} as const;

/** The organization's unrevoked tokens, the newest first; at most 500. */
export async function listPersonalTokenRows(organizationId: string): Promise<PersonalTokenRow[]> {
  const rows = await globalDb().accessToken.findMany({
    where: { organizationId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
    select: VIEW,
  });
  return withMakers(rows);
}

async function withMakers(
  rows: readonly (Omit<PersonalTokenRow, "user"> & { userId: string })[],
): Promise<PersonalTokenRow[]> {
  const makers = await listPeople(rows.map(({ userId }) => userId));
  return rows.map(({ userId, ...row }) => ({ ...row, user: makers.get(userId) ?? { name: null, email: "" } }));
}

/** Stores a new token. */
export async function appendPersonalToken(token: {
  organizationId: string;
  userId: string;
  name: string;
  tokenHash: string;
  hint: string;
  scopes: string[];
  expiresAt: Date | null;
}): Promise<PersonalTokenRow> {
  const [row] = await withMakers([await globalDb().accessToken.create({ data: token, select: VIEW })]);
  invariant(row, "a token that was written is read back");
  return row;
}

/** Revokes a token of the organization. Loses (false) when it does not exist or is revoked already. */
export async function claimPersonalTokenEnd(organizationId: string, id: string): Promise<boolean> {
  const { count } = await globalDb().accessToken.updateMany({
    where: { id, organizationId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}
