import { createHmac } from "node:crypto";
import { db } from "#lib/platform/db/db";
import { derivedKey } from "#lib/platform/ids";

/**
 * Failed sign-ins of one mail address, known here or not. Five tries in five minutes are looked at; then the address is
 * locked for 1, 5, 15, 60 minutes, longer with each lock, until a day has passed without a failure or a sign-in succeeds.
 */
export const TRIES_MAX = 5;
export const LOCK_MINUTES = [1, 5, 15, 60] as const;

/** Whose failures these are: a keyed hash, so that the table does not tell which addresses were tried. */
export function failureSubject(email: string): string {
  return createHmac("sha256", derivedKey("sign-in-failures")).update(email.trim().toLowerCase()).digest("base64url");
}

/**
 * Counts a try before the password is looked at, so that fifty guesses at once are still only five. Undefined while the
 * address is locked; else whether this was the last try and locked it. A right password forgets the count.
 */
export async function claimSignInTry(subject: string): Promise<{ isLast: boolean } | undefined> {
  const [row] = await db().$queryRaw<{ is_last: boolean }[]>`
    INSERT INTO sign_in_failures AS f (subject) VALUES (${subject})
    ON CONFLICT (subject) DO UPDATE SET (failures, locks, since, locked_until) = (
      SELECT n.failures,
             n.locks + (n.failures >= ${TRIES_MAX}::int)::int,
             CASE WHEN n.failures = 1 THEN now() ELSE f.since END,
             CASE WHEN n.failures >= ${TRIES_MAX}::int
                  THEN now() + (${[...LOCK_MINUTES]}::int[])[LEAST(n.locks + 1, ${LOCK_MINUTES.length}::int)] * interval '1 minute' END
      FROM (SELECT CASE WHEN f.locked_until IS NOT NULL OR f.since < now() - interval '5 minutes' THEN 1
                        ELSE f.failures + 1 END AS failures,
                   CASE WHEN f.since < now() - interval '1 day' THEN 0 ELSE f.locks END AS locks) AS n
    )
    WHERE f.locked_until IS NULL OR f.locked_until <= now()
    RETURNING locked_until IS NOT NULL AS is_last`;
  return row && { isLast: row.is_last };
}

/** Forgets the failures of an address whose owner showed who they are. */
export async function forgetFailures(subject: string): Promise<void> {
  await db().signInFailure.deleteMany({ where: { subject } });
}
