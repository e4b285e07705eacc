import { globalDb } from "#lib/platform/db/db";

/** The stored key pairs of access tokens: the public half as a JSON Web Key, the private half sealed. */
export type SigningKeyRow = { kid: string; publicJwk: unknown; sealedPrivate: string; createdAt: Date };

/** The keys that are not retired, oldest first. */
export async function listSigningKeys(): Promise<SigningKeyRow[]> {
  return globalDb().signingKey.findMany({
    where: { retiredAt: null },
    orderBy: [{ createdAt: "asc" }, { kid: "asc" }],
    select: { kid: true, publicJwk: true, sealedPrivate: true, createdAt: true },
  });
}

// An arbitrary number for the advisory lock that all processes take before adding a key.
const LOCK = 7_305_161;

/**
 * Adds a key unless one was created within `days`, not counting those in `apart`. Of many concurrent processes one adds; the
 * others lose (false).
 */
export async function appendSigningKey(
  key: { kid: string; publicJwk: string; sealedPrivate: string },
  { days, apart }: { days: number; apart: string[] },
): Promise<boolean> {
  // The lock is a separate statement, so that the next statement's snapshot includes the previous holder's commit.
  const [, added] = await globalDb().$transaction([
    globalDb().$executeRaw`SELECT 1 FROM pg_advisory_xact_lock(${LOCK}::bigint)`,
    globalDb().$executeRaw`
      INSERT INTO signing_keys (kid, public_jwk, sealed_private)
      SELECT ${key.kid}, ${key.publicJwk}::jsonb, ${key.sealedPrivate}
      WHERE NOT EXISTS (
        SELECT FROM signing_keys
        WHERE retired_at IS NULL AND created_at > now() - make_interval(days => ${days}::int) AND kid <> ALL (${apart}::text[])
      )`,
  ]);
  return added === 1;
}

/** Retires keys that have had a younger one for this many seconds, and deletes their private halves. */
export async function retireSigningKeys(seconds: number): Promise<number> {
  return globalDb().$executeRaw`
    UPDATE signing_keys k SET retired_at = now(), sealed_private = ''
    WHERE k.retired_at IS NULL AND EXISTS (
      SELECT FROM signing_keys y
      WHERE y.retired_at IS NULL AND y.created_at > k.created_at
        AND y.created_at <= now() - make_interval(secs => ${seconds}::int)
    )`;
}
