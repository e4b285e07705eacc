import { db } from "./db.ts";

export type KeyAsked = { scope: string; key: string; fingerprint: string };
export type KeyVerdict =
  | { kind: "claimed" | "running" | "mismatch" }
  | { kind: "answered"; status: number; answer: string };

/** A key may be used anew after this time. */
const KEPT = "interval '24 hours'";
/** A try that has not answered after this time is dead: no request here runs half as long. */
const DEAD = "interval '60 seconds'";

/** Rows are claimed in the order of their keys, so that two processes never wait for each other in a circle. */
const CLAIM = `
WITH asked AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS a(scope, key, fingerprint, place)
), claimed AS (
  INSERT INTO idempotency_keys AS k (scope, key, fingerprint) SELECT scope, key, fingerprint FROM asked ORDER BY scope, key
  ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint, claimed_at = now(), status = NULL, answer = NULL
    WHERE k.claimed_at < now() - ${KEPT}
      OR (k.status IS NULL AND k.claimed_at < now() - ${DEAD} AND k.fingerprint = excluded.fingerprint)
  RETURNING scope, key
)
SELECT c.key IS NOT NULL AS is_claimed, k.fingerprint IS DISTINCT FROM a.fingerprint AS is_other, k.status, k.answer
FROM asked a LEFT JOIN claimed c USING (scope, key) LEFT JOIN idempotency_keys k USING (scope, key) ORDER BY a.place`;

type ClaimRow = { is_claimed: boolean; is_other: boolean; status: number | null; answer: string | null };

/** Claims keys for the tries that ask. No two of a call may be the same key. */
export async function claimKeys(asked: KeyAsked[]): Promise<KeyVerdict[]> {
  const rows = await db().$queryRawUnsafe<ClaimRow[]>(
    CLAIM,
    asked.map(({ scope }) => scope),
    asked.map(({ key }) => key),
    asked.map(({ fingerprint }) => fingerprint),
  );
  return rows.map(verdictOf);
}

/** A row that another process wrote after this statement began is not seen yet (no fingerprint): its try is running. */
function verdictOf({ is_claimed, is_other, status, answer }: ClaimRow): KeyVerdict {
  if (is_claimed) return { kind: "claimed" };
  if (status !== null && answer !== null && !is_other) return { kind: "answered", status, answer };
  return { kind: is_other && status !== null ? "mismatch" : "running" };
}

const COMPLETE = `
UPDATE idempotency_keys k SET status = d.status, answer = d.answer
FROM unnest($1::text[], $2::text[], $3::int[], $4::text[]) AS d(scope, key, status, answer)
WHERE k.scope = d.scope AND k.key = d.key AND k.status IS NULL`;

/** Keeps the answers of tries that came to an end. The first one that is kept stays. */
export async function completeKeys(
  done: { scope: string; key: string; status: number; answer: string }[],
): Promise<void> {
  await db().$executeRawUnsafe(
    COMPLETE,
    done.map(({ scope }) => scope),
    done.map(({ key }) => key),
    done.map(({ status }) => status),
    done.map(({ answer }) => answer),
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
