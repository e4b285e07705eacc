import { globalDb } from "../db/db.ts";

export type KeyAsked = { scope: string; key: string; fingerprint: string };
/** What a key that was used says. */
export type KeyVerdict = { kind: "running" | "mismatch" } | { kind: "answered"; status: number; answer: string };

/** How long an answer is kept, in SQL. A key may be reused after this time. */
export const KEPT = "interval '24 hours'";
/** A try that has not answered after this time is dead: no request here runs half as long. */
const DEAD = "interval '60 seconds'";

/** Rows are claimed in the order of their keys, so that two processes never wait for each other in a circle. */
const CLAIM = `
WITH asked AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS a(scope, key, fingerprint, place)
), claimed AS (
  INSERT INTO idempotency_keys AS k (scope, key, fingerprint) SELECT a.scope, a.key, a.fingerprint FROM asked a
  ORDER BY a.scope, a.key
  ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint, claimed_at = now(), status = NULL, answer = NULL
    WHERE k.claimed_at < now() - ${KEPT}
      OR (k.status IS NULL AND k.claimed_at < now() - ${DEAD} AND k.fingerprint = excluded.fingerprint)
  RETURNING scope, key
)
SELECT c.key IS NOT NULL AS is_claimed, k.fingerprint <> a.fingerprint AS is_other, k.status, k.answer
FROM asked a LEFT JOIN claimed c USING (scope, key) LEFT JOIN idempotency_keys k USING (scope, key)
ORDER BY a.place`;

type ClaimRow = { is_claimed: boolean; is_other: boolean | null; status: number | null; answer: string | null };

/** Claims keys for the tries that ask: undefined for one that is the try's from now on. No two of a call may be the same key. */
export async function claimKeys(asked: KeyAsked[]): Promise<(KeyVerdict | undefined)[]> {
  const rows = await globalDb().$queryRawUnsafe<ClaimRow[]>(
    CLAIM,
    asked.map(({ scope }) => scope),
    asked.map(({ key }) => key),
    asked.map(({ fingerprint }) => fingerprint),
  );
  return rows.map((row) => (row.is_claimed ? undefined : verdictOf(row)));
}

/** A row that another process wrote after a claim's statement began is not seen yet (all is null): its try is running. */
function verdictOf({ is_other, status, answer }: ClaimRow): KeyVerdict {
  if (is_other) return { kind: "mismatch" };
  return status === null || answer === null ? { kind: "running" } : { kind: "answered", status, answer };
}

export type KeptAnswer = KeyAsked & { status: number; answer: string };

/** Keeps the answer of the try that claimed the key, unless another one took the key over and answered first. */
export async function keepAnswer({ scope, key, fingerprint, status, answer }: KeptAnswer): Promise<void> {
  await globalDb().idempotencyKey.updateMany({
    where: { scope, key, fingerprint, status: null },
    data: { status, answer },
  });
}

/** Lets a key go whose try came to nothing, so that the next one may begin at once. */
export async function releaseKey({ scope, key }: { scope: string; key: string }): Promise<void> {
  await globalDb().idempotencyKey.deleteMany({ where: { scope, key, status: null } });
}

/** Forgets answers older than a day. Answers how many. */
export async function deleteOldAnswers(): Promise<number> {
  return globalDb().$executeRawUnsafe(`DELETE FROM idempotency_keys WHERE claimed_at < now() - ${KEPT}`);
}
