import { createHmac } from "node:crypto";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { derivedKey } from "#lib/platform/ids";
import { type AccountFact, appendAccountFact } from "../account-fact-store.ts";
import { PROOF_MS } from "../sign-in/session-rules.ts";
import { endOthersIn, hashToken } from "../sign-in/session-store.ts";

/** The stored parts of second factors: shared secrets, recovery codes and the count of wrong tries. */
export type KnownSecret = {
  readonly sealedSecret: string;
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
};

export async function findSecret(userId: string, tx: Transaction = globalDb()): Promise<KnownSecret | null> {
  return tx.twoFactor.findUnique({
    where: { userId },
    select: { sealedSecret: true, confirmedAt: true, createdAt: true },
  });
}

/** Which second factors an account has. */
export type Factors = { readonly isAppOn: boolean; readonly passkeys: number };

export async function findFactors(userId: string): Promise<Factors> {
  return factorsIn(globalDb(), userId);
}

/**
 * The factors, locked with their person until the transaction ends: a factor that is added at the same moment waits, and is
 * judged beside the new one.
 */
export async function lockFactors(tx: Transaction, userId: string): Promise<Factors> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return factorsIn(tx, userId);
}

async function factorsIn(db: Pick<Transaction, "twoFactor" | "passkey">, userId: string): Promise<Factors> {
  const confirmed = await db.twoFactor.count({ where: { userId, confirmedAt: { not: null } } });
  return { isAppOn: confirmed > 0, passkeys: await db.passkey.count({ where: { userId } }) };
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
 * Confirms the waiting secret with the time step of its first code, replaces all recovery codes, appends the fact and ends the
 * person's other sessions, because none of them showed the factor. `refused` when the factors now present do not allow it;
 * `lost` when the secret was confirmed, replaced or removed meanwhile. Both write nothing.
 */
export async function confirmSecret(
  proof: { userId: string; sessionToken: string; sealedSecret: string; step: number; codeHashes: string[] },
  may: (factors: Factors) => boolean,
): Promise<"on" | "lost" | "refused"> {
  const { userId, sealedSecret, step, codeHashes } = proof;
  return inTransaction(globalDb(), async (tx) => {
    if (!may(await lockFactors(tx, userId))) return "refused";
    const { count } = await tx.twoFactor.updateMany({
      where: { userId, confirmedAt: null, sealedSecret },
      data: { confirmedAt: new Date(), lastStep: step },
    });
    if (count === 0) return "lost";
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({ data: codeHashes.map((codeHash) => ({ userId, codeHash })) });
    await endOthersIn(tx, proof);
    await appendAccountFact(tx, changeOf(userId));
    return "on";
  });
}

/** Replaces all recovery codes and appends the fact. False without a second factor, and then writes nothing. */
export async function replaceRecoveryCodes(userId: string, codeHashes: string[]): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    // A concurrent renewal waits for the lock and then sees, and deletes, the codes written before it.
    const [factor] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM two_factors WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL FOR UPDATE`;
    if (!factor) return false;
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({ data: codeHashes.map((codeHash) => ({ userId, codeHash })) });
    await appendAccountFact(tx, changeOf(userId));
    return true;
  });
}

/**
 * Deletes the secret and all codes, appends the fact, ends the person's other sessions, and takes from the present one the
 * status of two factors, because it was based on them. False when there was no secret.
 */
export async function deleteSecret(of: { userId: string; sessionToken: string }): Promise<boolean> {
  const { userId } = of;
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.twoFactor.deleteMany({ where: { userId } });
    if (count === 0) return false;
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.session.updateMany({ where: { userId }, data: { twoFactorAt: null } });
    await tx.tokenFamily.updateMany({ where: { userId }, data: { isTwoFactor: false } });
    await endOthersIn(tx, of);
    await appendAccountFact(tx, changeOf(userId));
    return true;
  });
}

function changeOf(userId: string): AccountFact {
  return { type: "account.two_factor_changed", userId };
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
export async function claimStep(userId: string, step: number, tx: Transaction = globalDb()): Promise<boolean> {
  const { count } = await tx.twoFactor.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Marks a recovery code as used: true for one of all concurrent uses. */
export async function claimRecoveryCode(
  userId: string,
  codeHash: string,
  tx: Transaction = globalDb(),
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

export async function countRecoveryCodes(userId: string): Promise<number> {
  return globalDb().recoveryCode.count({ where: { userId, usedAt: null } });
}

/**
 * Counts a try, compares, and writes the outcome: a right code resets the tries, the last wrong one appends the fact of the lock.
 * All of it is one transaction behind the lock of the person's tries, so that simultaneous guesses are compared one after the
 * other and no lock is without its fact.
 */
export async function claimComparison<T>(
  userId: string,
  limit: { most: number; seconds: number },
  compare: (tx: Transaction) => Promise<T | undefined>,
): Promise<{ found: T | undefined } | { retryAfterSeconds: number }> {
  return inTransaction(globalDb(), async (tx) => {
    const claimed = await claimTry(userId, limit, tx);
    if ("retryAfterSeconds" in claimed) return claimed;
    const found = await compare(tx);
    if (found !== undefined) await forgetTries(userId, tx);
    else if (claimed.tryNumber === limit.most) await appendAccountFact(tx, { type: "account.locked", userId });
    return { found };
  });
}

/**
 * Counts one try before comparing anything, so that a hundred simultaneous guesses still get only `most` tries in `seconds`.
 * Each time all tries are used, the next period is four times as long, up to three times; a right code resets everything.
 * Answers the number of the try, or how long to wait when none is left.
 */
export async function claimTry(
  userId: string,
  limit: { most: number; seconds: number },
  tx: Transaction = globalDb(),
): Promise<{ tryNumber: number } | { retryAfterSeconds: number }> {
  const subject = subjectOf(userId);
  const { most, seconds } = limit;
  const [claimed] = await tx.$queryRawUnsafe<{ tries: number }[]>(CLAIM_TRY, subject, most, seconds);
  if (claimed) return { tryNumber: claimed.tries };
  const [open] = await tx.$queryRawUnsafe<{ wait: number }[]>(TIME_LEFT, subject, seconds);
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
export async function forgetTries(userId: string, tx: Transaction = globalDb()): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { subject: subjectOf(userId) } });
}

/** The key of a person's tries. The table also holds those of mail addresses, which are keyed hashes as well. */
function subjectOf(userId: string): string {
  return createHmac("sha256", derivedKey("second-factor-tries")).update(userId).digest("base64url");
}
