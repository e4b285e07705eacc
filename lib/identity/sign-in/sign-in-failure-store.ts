import { createHmac } from "node:crypto";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { derivedKey } from "#lib/platform/ids";
import { appendAccountFact } from "../account-fact-store.ts";

/**
 * Failed sign-ins of one mail address, with or without an account. After five tries in five minutes the address is locked for
 * 1, 5, 15, then 60 minutes, until a day passes without a failure or a sign-in succeeds.
 */
export const TRIES_MAX = 5;
export const LOCK_MINUTES = [1, 5, 15, 60] as const;

/** The key of an address's failures: a keyed hash, so the table does not reveal the addresses. */
export function failureSubject(email: string): string {
  return createHmac("sha256", derivedKey("sign-in-failures")).update(email.trim().toLowerCase()).digest("base64url");
}

/**
 * Counts a try before the password is compared, so fifty simultaneous guesses still get only five tries. Undefined while the
 * address is locked or its last try is being compared; otherwise whether this is the last try, which locks it when it fails
 * (`claimLock`). A right password resets the count.
 */
export async function claimSignInTry(subject: string): Promise<{ isLast: boolean } | undefined> {
  const [row] = await globalDb().$queryRaw<{ is_last: boolean }[]>`
    INSERT INTO sign_in_failures AS f (subject) VALUES (${subject})
    ON CONFLICT (subject) DO UPDATE SET (failures, locks, since, locked_until) = (
      SELECT n.failures, n.locks, CASE WHEN n.failures = 1 THEN now() ELSE f.since END, NULL::timestamptz
      FROM (SELECT CASE WHEN f.locked_until IS NOT NULL OR f.since < now() - interval '5 minutes' THEN 1
                        ELSE f.failures + 1 END AS failures,
                   CASE WHEN f.since < now() - interval '1 day' THEN 0 ELSE f.locks END AS locks) AS n
    )
    WHERE f.locked_until <= now()
       OR f.locked_until IS NULL AND (f.failures < ${TRIES_MAX}::int OR f.since < now() - interval '5 minutes')
    RETURNING failures >= ${TRIES_MAX}::int AS is_last`;
  return row && { isLast: row.is_last };
}

/**
 * Locks an address whose last try failed and appends the fact of which its owner is notified. `userId` is null for an address
 * without an account. Writes nothing when a right code has reset the failures meanwhile.
 */
export async function claimLock(subject: string, userId: string | null): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    const locked = await tx.$executeRaw`
      UPDATE sign_in_failures SET locks = locks + 1,
        locked_until = now() + (${[...LOCK_MINUTES]}::int[])[LEAST(locks + 1, ${LOCK_MINUTES.length}::int)] * interval '1 minute'
      WHERE subject = ${subject} AND failures >= ${TRIES_MAX}::int AND locked_until IS NULL`;
    if (locked === 1) await appendAccountFact(tx, { type: "account.locked", userId });
  });
}

/** Resets the failures of an address after a successful sign-in. */
export async function forgetFailures(subject: string): Promise<void> {
  await globalDb().signInFailure.deleteMany({ where: { subject } });
}
