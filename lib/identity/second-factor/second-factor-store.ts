import { createHmac } from "node:crypto";
import { globalDb } from "#lib/platform/db/db";
import { derivedKey } from "#lib/platform/ids";
import { PROOF_MS } from "../sign-in/session-rules.ts";
import { hashToken } from "../sign-in/session-store.ts";

/** The stored parts of second factors: shared secrets, recovery codes and the count of wrong tries. */
export type KnownSecret = {
  readonly sealedSecret: string;
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
};

export async function findSecret(userId: string): Promise<KnownSecret | null> {
  return globalDb().twoFactor.findUnique({
    where: { userId },
    select: { sealedSecret: true, confirmedAt: true, createdAt: true },
  });
}

/** Stores a secret that waits for its first code and replaces an older waiting one. False when one is confirmed. */
export async function keepPendingSecret(userId: string, sealedSecret: string): Promise<boolean> {
  const kept = await globalDb().$executeRaw`
    INSERT INTO two_factors (user_id, sealed_secret) VALUES (${userId}::uuid, ${sealedSecret})
    ON CONFLICT (user_id) DO UPDATE SET sealed_secret = EXCLUDED.sealed_secret, last_step = 0, created_at = now()
    WHERE two_factors.confirmed_at IS NULL`;
  return kept === 1;
}

/**
 * Confirms the waiting secret with the time step of its first code, and replaces all recovery codes. Loses (false) when it was
 * confirmed, replaced or removed meanwhile, and then writes nothing.
 */
export async function confirmSecret(
  userId: string,
  proof: { sealedSecret: string; step: number; codeHashes: string[] },
): Promise<boolean> {
  const confirmed = await globalDb().$queryRaw<unknown[]>`
    WITH confirmed AS (
      UPDATE two_factors SET confirmed_at = now(), last_step = ${proof.step}
      WHERE user_id = ${userId}::uuid AND confirmed_at IS NULL AND sealed_secret = ${proof.sealedSecret}
      RETURNING user_id
    ), gone AS (
      DELETE FROM recovery_codes USING confirmed WHERE recovery_codes.user_id = confirmed.user_id
    ), kept AS (
      INSERT INTO recovery_codes (user_id, code_hash)
      SELECT confirmed.user_id, hash FROM confirmed, unnest(${proof.codeHashes}::text[]) AS hash
    )
    SELECT 1 FROM confirmed`;
  return confirmed.length === 1;
}

/** Replaces all recovery codes. False without a second factor, and then writes nothing. */
export async function replaceRecoveryCodes(userId: string, codeHashes: string[]): Promise<boolean> {
  // Three statements with separate snapshots: a concurrent renewal waits for the lock and then sees, and deletes, the codes
  // written before it.
  const [, , kept] = await globalDb().$transaction([
    globalDb().$queryRaw`SELECT 1 FROM two_factors WHERE user_id = ${userId}::uuid FOR UPDATE`,
    globalDb().recoveryCode.deleteMany({ where: { userId } }),
    globalDb().$executeRaw`
      INSERT INTO recovery_codes (user_id, code_hash)
      SELECT user_id, hash FROM two_factors, unnest(${codeHashes}::text[]) AS hash
      WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL`,
  ]);
  return kept > 0;
}

/**
 * Deletes the secret and all codes. Sessions and tokens lose the status of two factors, because it was based on them. False
 * when there was no secret.
 */
export async function deleteSecret(userId: string): Promise<boolean> {
  const [{ count }] = await globalDb().$transaction([
    globalDb().twoFactor.deleteMany({ where: { userId } }),
    globalDb().recoveryCode.deleteMany({ where: { userId } }),
    globalDb().session.updateMany({ where: { userId }, data: { twoFactorAt: null } }),
    globalDb().tokenFamily.updateMany({ where: { userId }, data: { isTwoFactor: false } }),
  ]);
  return count === 1;
}

/** Records that a second factor was shown in this session. */
export async function markTwoFactor(sessionToken: string): Promise<void> {
  const now = new Date();
  await globalDb().session.updateMany({
    where: { sessionToken: hashToken(sessionToken) },
    data: { twoFactorAt: now, provenAt: now },
  });
}

/** Records that this session inherits its second factor from an earlier one, too long ago to count as recent. */
export async function carryTwoFactorOver(sessionToken: string): Promise<void> {
  await globalDb().session.updateMany({
    where: { sessionToken: hashToken(sessionToken), twoFactorAt: { not: null } },
    data: { twoFactorAt: new Date(Date.now() - PROOF_MS) },
  });
}

/** Whether a second factor was shown recently enough in this session of the person's. */
export async function hasFreshSecondFactor(userId: string, sessionToken: string): Promise<boolean> {
  const since = new Date(Date.now() - PROOF_MS);
  const where = { userId, sessionToken: hashToken(sessionToken), twoFactorAt: { gt: since } };
  return (await globalDb().session.count({ where })) === 1;
}

/** Marks a time step as used: true for one of all concurrent uses, and never for a step before a used one. */
export async function claimStep(userId: string, step: number): Promise<boolean> {
  const { count } = await globalDb().twoFactor.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Marks a recovery code as used: true for one of all concurrent uses. */
export async function claimRecoveryCode(userId: string, codeHash: string): Promise<boolean> {
  const { count } = await globalDb().recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

export async function countRecoveryCodes(userId: string): Promise<number> {
  return globalDb().recoveryCode.count({ where: { userId, usedAt: null } });
}

/**
 * Counts one try before comparing anything, so that a hundred simultaneous guesses still get only `most` tries in `seconds`.
 * Each time all tries are used, the next period is four times as long, up to three times; a right code resets everything.
 * Answers the number of the try, or how long to wait when none is left.
 */
export async function claimTry(
  userId: string,
  limit: { most: number; seconds: number },
): Promise<{ tryNumber: number } | { retryAfterSeconds: number }> {
  const subject = subjectOf(userId);
  const { most, seconds } = limit;
  const [claimed] = await globalDb().$queryRawUnsafe<{ tries: number }[]>(CLAIM_TRY, subject, most, seconds);
  if (claimed) return { tryNumber: claimed.tries };
  const [open] = await globalDb().$queryRawUnsafe<{ wait: number }[]>(TIME_LEFT, subject, seconds);
  return { retryAfterSeconds: Math.max(1, open?.wait ?? 1) };
}

const CLAIM_TRY = `
INSERT INTO sign_in_failures AS tried (subject) VALUES ($1)
ON CONFLICT (subject) DO UPDATE SET
  failures = CASE WHEN tried.since <= ${windowBegin("$3")} THEN 1 ELSE tried.failures + 1 END,
  locks = CASE WHEN tried.since <= ${windowBegin("$3")} AND tried.failures >= $2 THEN LEAST(tried.locks + 1, 3) ELSE tried.locks END,
  since = CASE WHEN tried.since <= ${windowBegin("$3")} THEN now() ELSE tried.since END
WHERE tried.failures < $2 OR tried.since <= ${windowBegin("$3")}
RETURNING failures AS tries`;

const TIME_LEFT = `
SELECT ceil(extract(epoch FROM tried.since - ${windowBegin("$2")}))::int AS wait FROM sign_in_failures AS tried WHERE subject = $1`;

function windowBegin(seconds: string): string {
  return `(now() - make_interval(secs => ${seconds}::int * 4 ^ tried.locks))`;
}

/** Resets a person's tries after a right code. */
export async function forgetTries(userId: string): Promise<void> {
  await globalDb().signInFailure.deleteMany({ where: { subject: subjectOf(userId) } });
}

/** The key of a person's tries. The table also holds those of mail addresses, which are keyed hashes as well. */
function subjectOf(userId: string): string {
  return createHmac("sha256", derivedKey("second-factor-tries")).update(userId).digest("base64url");
}
