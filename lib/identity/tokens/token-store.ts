import { globalDb } from "#lib/platform/db/db";
import { appendFacts } from "#lib/platform/outbox/append-fact";

/** Sign-ins of API clients and their refresh tokens. Only hashes of tokens are stored. */
export type FamilyPerson = {
  familyId: string;
  userId: string;
  email: string;
  isEmailProven: boolean;
  name: string | null;
  isAdmin: boolean;
};

/** The people of the live families among these: not ended, not lapsed, and of an enabled person. */
export async function listLiveFamilies(familyIds: string[]): Promise<FamilyPerson[]> {
  return globalDb().$queryRaw<FamilyPerson[]>`
    SELECT f.id AS "familyId", u.id AS "userId", u.email::text AS email, u.email_verified IS NOT NULL AS "isEmailProven",
      u.name, u.role = 'ADMIN' AS "isAdmin"
    FROM token_families f JOIN users u ON u.id = f.user_id
    WHERE f.id = ANY (${familyIds}::uuid[]) AND f.revoked_at IS NULL AND f.ends_at > now() AND u.disabled_at IS NULL`;
}

export type RefreshLife = { refreshSeconds: number; familySeconds: number };

/** A family with its first refresh token. */
export async function appendFamily(
  family: { id: string; userId: string; isTwoFactor: boolean; userAgent: string; tokenHash: string },
  { refreshSeconds, familySeconds }: RefreshLife,
): Promise<void> {
  const { id, userId, isTwoFactor, userAgent, tokenHash } = family;
  await globalDb().$executeRaw`
    WITH opened AS (
      INSERT INTO token_families (id, user_id, is_two_factor, user_agent, ends_at)
      VALUES (${id}::uuid, ${userId}::uuid, ${isTwoFactor}, ${userAgent}, now() + make_interval(secs => ${familySeconds}::int))
      RETURNING id
    )
    INSERT INTO refresh_tokens (token_hash, family_id, expires)
    SELECT ${tokenHash}, id, now() + make_interval(secs => ${refreshSeconds}::int) FROM opened`;
}

export type Rotated = {
  familyId: string;
  userId: string;
  isTwoFactor: boolean;
  /** Whole seconds from now. */
  refreshSeconds: number;
  familySeconds: number;
};

/**
 * Marks a refresh token as used and stores its successor, in one write. Of all concurrent uses one wins; undefined for the
 * others, and for a token that is unknown, lapsed, or of an ended family.
 */
export async function claimRotation(
  tokenHash: string,
  successorHash: string,
  refreshSeconds: number,
): Promise<Rotated | undefined> {
  const rows = await globalDb().$queryRaw<Rotated[]>`
    WITH used AS (
      UPDATE refresh_tokens t SET used_at = now()
      FROM token_families f JOIN users u ON u.id = f.user_id
      WHERE t.token_hash = ${tokenHash} AND t.used_at IS NULL AND t.expires > now()
        AND f.id = t.family_id AND f.revoked_at IS NULL AND f.ends_at > now() AND u.disabled_at IS NULL
      RETURNING t.family_id, f.user_id, f.is_two_factor, f.ends_at
    ), successor AS (
      INSERT INTO refresh_tokens (token_hash, family_id, expires)
      SELECT ${successorHash}, family_id, least(now() + make_interval(secs => ${refreshSeconds}::int), ends_at) FROM used
      RETURNING expires
    )
    SELECT family_id AS "familyId", user_id AS "userId", is_two_factor AS "isTwoFactor",
      floor(extract(epoch FROM expires - now()))::int AS "refreshSeconds",
      floor(extract(epoch FROM ends_at - now()))::int AS "familySeconds"
    FROM used, successor`;
  return rows[0];
}

/** The result of an earlier rotation: its successor, as long as that is unused. */
export async function findRotation(tokenHash: string, successorHash: string): Promise<Rotated | undefined> {
  const rows = await globalDb().$queryRaw<Rotated[]>`
    SELECT f.id AS "familyId", f.user_id AS "userId", f.is_two_factor AS "isTwoFactor",
      floor(extract(epoch FROM s.expires - now()))::int AS "refreshSeconds",
      floor(extract(epoch FROM f.ends_at - now()))::int AS "familySeconds"
    FROM refresh_tokens t JOIN refresh_tokens s ON s.family_id = t.family_id
    JOIN token_families f ON f.id = t.family_id JOIN users u ON u.id = f.user_id
    WHERE t.token_hash = ${tokenHash} AND t.used_at IS NOT NULL AND s.token_hash = ${successorHash} AND s.used_at IS NULL
      AND s.expires > now() AND f.revoked_at IS NULL AND f.ends_at > now() AND u.disabled_at IS NULL`;
  return rows[0];
}

/**
 * Ends the family of a refresh token that was used before and appends the fact of which its owner is notified. Undefined
 * for a token nobody knows or that was never used, and for a family that has ended.
 */
export async function claimReuse(tokenHash: string): Promise<{ familyId: string; userId: string } | undefined> {
  const rows = await globalDb().$queryRawUnsafe<{ familyId: string; userId: string }[]>(END_REUSED, tokenHash);
  return rows[0];
}

const END_REUSED = `
WITH ended AS (
  UPDATE token_families f SET revoked_at = now()
  FROM refresh_tokens t
  WHERE t.token_hash = $1 AND t.used_at IS NOT NULL AND f.id = t.family_id AND f.revoked_at IS NULL AND f.ends_at > now()
  RETURNING f.id, f.user_id
), fact AS (
  ${appendFacts({
    type: "account.token_reused",
    eventId: "0",
    subject: "'user:' || e.user_id",
    payload: { userId: "e.user_id" },
    from: "ended e",
  })}
)
SELECT id AS "familyId", user_id AS "userId" FROM ended`;

/** The family a refresh token belongs to, whatever state either is in. */
export async function findFamilyOfToken(tokenHash: string): Promise<{ familyId: string; userId: string } | undefined> {
  const rows = await globalDb().$queryRaw<{ familyId: string; userId: string }[]>`
    SELECT f.id AS "familyId", f.user_id AS "userId"
    FROM refresh_tokens t JOIN token_families f ON f.id = t.family_id WHERE t.token_hash = ${tokenHash}`;
  return rows[0];
}

/** Ends a family of the person. Loses (false) when it does not exist or has ended. */
export async function claimFamilyEnd(userId: string, familyId: string): Promise<boolean> {
  const { count } = await globalDb().tokenFamily.updateMany({
    where: { id: familyId, userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

export type FamilyRow = {
  id: string;
  userAgent: string;
  isTwoFactor: boolean;
  createdAt: Date;
  refreshedAt: Date;
  endsAt: Date;
};

/** The person's live families, the one refreshed last first; at most a hundred. */
export async function listFamilies(userId: string): Promise<FamilyRow[]> {
  return globalDb().$queryRaw<FamilyRow[]>`
    SELECT f.id, f.user_agent AS "userAgent", f.is_two_factor AS "isTwoFactor", f.created_at AS "createdAt",
      max(t.created_at) AS "refreshedAt", f.ends_at AS "endsAt"
    FROM token_families f JOIN refresh_tokens t ON t.family_id = f.id
    WHERE f.user_id = ${userId}::uuid AND f.revoked_at IS NULL AND f.ends_at > now()
    GROUP BY f.id HAVING bool_or(t.used_at IS NULL AND t.expires > now())
    ORDER BY max(t.created_at) DESC LIMIT 100`;
}
