import { db } from "../db/db.ts";

export type KeyAsked = { scope: string; key: string; fingerprint: string };
/** What a key that was used says. */
export type KeyVerdict = { kind: "running" | "mismatch" } | { kind: "answered"; status: number; answer: string };

/** How long an answer is kept, in SQL. A key may be used anew after this time. */
export const KEPT = "interval '24 hours'";
/** A try that has not answered after this time is dead: no request here runs half as long. */
const DEAD = "interval '60 seconds'";

/** Rows are claimed in the order of their keys, so that two processes never wait for each other in a circle. */
const CLAIM = `
WITH asked AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS a(scope, key, fingerprint, place)
), claimed AS (
  INSERT INTO idempotency_keys AS k (scope, key, fingerprint) SELECT a.scope, a.key, a.fingerprint FROM asked a
  WHERE NOT EXISTS (
    SELECT 1 FROM used_keys u
    WHERE u.scope = a.scope AND u.key = a.key AND u.used_at >= now() - ${KEPT} AND u.reservation_id IS NOT NULL
  )
  ORDER BY a.scope, a.key
  ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint, claimed_at = now(), status = NULL, answer = NULL
    WHERE k.claimed_at < now() - ${KEPT}
      OR (k.status IS NULL AND k.claimed_at < now() - ${DEAD} AND k.fingerprint = excluded.fingerprint)
  RETURNING scope, key
)
SELECT c.key IS NOT NULL AS is_claimed, u.fingerprint <> a.fingerprint AS is_other, u.status, u.answer
FROM asked a LEFT JOIN claimed c USING (scope, key)
LEFT JOIN LATERAL (SELECT * FROM used_keys u WHERE u.scope = a.scope AND u.key = a.key AND u.used_at >= now() - ${KEPT} LIMIT 1) u ON true
ORDER BY a.place`;

type KeyRow = { is_other: boolean | null; status: number | null; answer: string | null };
type ClaimRow = KeyRow & { is_claimed: boolean };

/** Claims keys for the tries that ask: undefined for one that is the try's from now on. No two of a call may be the same key. */
export async function claimKeys(asked: KeyAsked[]): Promise<(KeyVerdict | undefined)[]> {
  const rows = await db().$queryRawUnsafe<ClaimRow[]>(
    CLAIM,
    asked.map(({ scope }) => scope),
    asked.map(({ key }) => key),
    asked.map(({ fingerprint }) => fingerprint),
  );
  return rows.map((row) => (row.is_claimed ? undefined : verdictOf(row)));
}

/** A row that another process wrote after a claim's statement began is not seen yet (all is null): its try is running. */
export function verdictOf({ is_other, status, answer }: KeyRow): KeyVerdict {
  if (is_other) return { kind: "mismatch" };
  return status === null || answer === null ? { kind: "running" } : { kind: "answered", status, answer };
}

export type KeptAnswer = KeyAsked & { status: number; answer: string };

const KEEP = `
INSERT INTO idempotency_keys AS k (scope, key, fingerprint, status, answer)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[]) AS d(scope, key, fingerprint, status, answer) ORDER BY scope, key
ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status, answer = excluded.answer,
  claimed_at = CASE WHEN k.status IS NULL THEN k.claimed_at ELSE now() END
  WHERE (k.status IS NULL AND k.fingerprint = excluded.fingerprint) OR k.claimed_at < now() - ${KEPT}`;

/** Keeps the answers of tries that came to an end, claimed or not. The first one that is kept stays. */
export async function keepAnswers(kept: KeptAnswer[]): Promise<void> {
  await db().$executeRawUnsafe(
    KEEP,
    kept.map(({ scope }) => scope),
    kept.map(({ key }) => key),
    kept.map(({ fingerprint }) => fingerprint),
    kept.map(({ status }) => status),
    kept.map(({ answer }) => answer),
  );
}

/** Lets a key go whose try came to nothing, so that the next one may begin at once. */
export async function releaseKey({ scope, key }: { scope: string; key: string }): Promise<void> {
  await db().idempotencyKey.deleteMany({ where: { scope, key, status: null } });
}

/** Forgets answers older than a day. Answers how many. */
export async function deleteOldAnswers(): Promise<number> {
  return db().$executeRawUnsafe(`DELETE FROM idempotency_keys WHERE claimed_at < now() - ${KEPT}`);
}
