import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { globalDb } from "#lib/platform/db/db";
import { join, sql } from "#lib/platform/db/sql";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { appendAccountFact } from "../account-fact-store.ts";
import { endingAll } from "../store.ts";

export type PersonRow = {
  id: string;
  name: string | null;
  email: string;
  createdAt: Date;
  emailVerified: Date | null;
  role: "MEMBER" | "ADMIN";
  disabledAt: Date | null;
  disabledReason: string | null;
  erasedAt: Date | null;
};

/** People from the newest on, those before the cursor; with `q`, whose name or address has it in it, erased ones left out. */
export async function listPeopleRows(asked: {
  q: string | undefined;
  before: string | undefined;
  limit: number;
}): Promise<PersonRow[]> {
  const { q, before, limit } = asked;
  const conditions = [sql`true`];
  if (before !== undefined) conditions.push(sql`id < ${before}::uuid`);
  if (q !== undefined) {
    const like = `%${q.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    // As the index `users_words_trgm` has it.
    const words = sql`plain_text(coalesce(name, '') || ' ' || email::text)`;
    conditions.push(sql`erased_at IS NULL AND ${words} LIKE plain_text(${like})`);
  }
  return globalDb().$queryRaw<PersonRow[]>`
    SELECT id, name, email::text AS email, created_at AS "createdAt", email_verified AS "emailVerified", role::text AS role,
      disabled_at AS "disabledAt", disabled_reason AS "disabledReason", erased_at AS "erasedAt"
    FROM users
    WHERE ${join(conditions, " AND ")}
    ORDER BY id DESC LIMIT ${limit}::int`;
}

export type PersonDetailRow = PersonRow & { sessions: number; hasAuthenticator: boolean; passkeys: number };

/** One person with how much is signed in; erased people too. */
export async function findPersonRow(id: string): Promise<PersonDetailRow | undefined> {
  const now = new Date();
  const live = { expires: { gt: now }, endsAt: { gt: now } };
  const found = await globalDb().user.findUnique({
    where: { id },
    select: {
      ...{ id: true, name: true, email: true, createdAt: true, emailVerified: true, role: true },
      ...{ disabledAt: true, disabledReason: true, erasedAt: true },
      twoFactor: { select: { confirmedAt: true } },
      _count: {
        select: {
          passkeys: true,
          sessions: { where: live },
          tokenFamilies: { where: { revokedAt: null, endsAt: { gt: now } } },
        },
      },
    },
  });
  if (!found) return undefined;
  const { twoFactor, _count, ...row } = found;
  return {
    ...row,
    sessions: _count.sessions + _count.tokenFamilies,
    hasAuthenticator: Boolean(twoFactor?.confirmedAt),
    passkeys: _count.passkeys,
  };
}

/**
 * Disables a person and ends everything in their name, with the line in the audit log. The last administrator who can work stays:
 * one writer at a time counts the others, so that two who shut each other out at once do not both win.
 */
export async function claimDisabled(
  userId: string,
  reason: string,
  line: AuditEntry,
): Promise<"done" | "not_found" | "last_administrator"> {
  return inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))`;
    if (await isLastAdministrator(tx, userId)) return "last_administrator";
    const where = { id: userId, erasedAt: null, disabledAt: null };
    const { count } = await tx.user.updateMany({ where, data: { disabledAt: new Date(), disabledReason: reason } });
    if (count === 0) return "not_found";
    for (const ending of endingAll(userId, tx)) await ending;
    await appendAudit(tx, line);
    return "done";
  });
}

async function isLastAdministrator(tx: Transaction, userId: string): Promise<boolean> {
  const able = { role: "ADMIN", disabledAt: null, erasedAt: null } as const;
  const isOne = (await tx.user.count({ where: { ...able, id: userId } })) === 1;
  return isOne && (await tx.user.count({ where: { ...able, id: { not: userId } } })) === 0;
}

/** Lets a disabled person in again. Loses (false) for all others. */
export async function claimEnabled(userId: string, line: AuditEntry): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const where = { id: userId, erasedAt: null, disabledAt: { not: null } };
    const { count } = await tx.user.updateMany({ where, data: { disabledAt: null, disabledReason: null } });
    if (count === 1) await appendAudit(tx, line);
    return count === 1;
  });
}

/** Ends a person's sessions and the sign-ins of their API clients; access tokens stay. How many; undefined for an unknown or erased person. */
export async function endSessionsOf(
  userId: string,
  lineOf: (ended: number) => AuditEntry,
): Promise<number | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    if ((await tx.user.count({ where: { id: userId, erasedAt: null } })) === 0) return undefined;
    const { count: browsers } = await tx.session.deleteMany({ where: { userId } });
    const revoking = { where: { userId, revokedAt: null }, data: { revokedAt: new Date() } };
    const { count: clients } = await tx.tokenFamily.updateMany(revoking);
    await appendAudit(tx, lineOf(browsers + clients));
    return browsers + clients;
  });
}

/** Deletes all second factors, ends everything that is open in the person's name, and appends the fact. False when there are none. */
export async function deleteFactors(userId: string): Promise<boolean> {
  const where = { userId };
  return inTransaction(globalDb(), async (tx) => {
    const { count: authenticators } = await tx.twoFactor.deleteMany({ where });
    const { count: passkeys } = await tx.passkey.deleteMany({ where });
    if (authenticators + passkeys === 0) return false;
    await tx.recoveryCode.deleteMany({ where });
    for (const ending of endingAll(userId, tx)) await ending;
    await appendAccountFact(tx, { type: "account.two_factor_changed", userId });
    return true;
  });
}
