import { db } from "#lib/platform/db/db";

/** The key pairs of access tokens, as rows: the public half as a JSON Web Key, the private half sealed. */
export type SigningKeyRow = { kid: string; publicJwk: unknown; sealedPrivate: string; createdAt: Date };

/** The keys that are not retired, oldest first. */
export async function listSigningKeys(): Promise<SigningKeyRow[]> {
  return db().signingKey.findMany({
    where: { retiredAt: null },
    orderBy: [{ createdAt: "asc" }, { kid: "asc" }],
    select: { kid: true, publicJwk: true, sealedPrivate: true, createdAt: true },
  });
}

// One number for all processes that would make a key at the same moment; it means nothing.
const LOCK = 7_305_161;

/**
 * Adds a key unless one was made within `days`, those named in `apart` not counted. Of many processes that ask at once one
 * adds; false for the others.
 */
export async function appendSigningKey(
  key: { kid: string; publicJwk: string; sealedPrivate: string },
  { days, apart }: { days: number; apart: string[] },
): Promise<boolean> {
  // The lock is a statement of its own: the one behind it then sees what the process before us committed.
  const [, added] = await db().$transaction([
    db().$executeRaw`SELECT 1 FROM pg_advisory_xact_lock(${LOCK}::bigint)`,
    db().$executeRaw`
      INSERT INTO signing_keys (kid, public_jwk, sealed_private)
      SELECT ${key.kid}, ${key.publicJwk}::jsonb, ${key.sealedPrivate}
      WHERE NOT EXISTS (
        SELECT FROM signing_keys
        WHERE retired_at IS NULL AND created_at > now() - make_interval(days => ${days}::int) AND kid <> ALL (${apart}::text[])
      )`,
  ]);
  return added === 1;
}

/** Retires the keys that have had a younger one beside them for so many seconds, and forgets their private halves. */
export async function retireSigningKeys(seconds: number): Promise<number> {
  return db().$executeRaw`
    UPDATE signing_keys k SET retired_at = now(), sealed_private = ''
    WHERE k.retired_at IS NULL AND EXISTS (
      SELECT FROM signing_keys y
      WHERE y.retired_at IS NULL AND y.created_at > k.created_at
        AND y.created_at <= now() - make_interval(secs => ${seconds}::int)
    )`;
}
