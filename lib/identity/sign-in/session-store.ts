import { createHash } from "node:crypto";
import { globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { type AccountFact, appendAccountFact } from "../account-fact-store.ts";
import { SESSION_TIMES, TOUCH_EVERY_MS } from "./session-rules.ts";

/**
 * Sessions. The row holds only a SHA-256 of the cookie's value, so a reader of the database or a copy cannot use any session.
 * The value is 256 random bits, so even a plain hash cannot be reversed by trying.
 */
export type SessionUser = {
  userId: string;
  email: string;
  isEmailProven: boolean;
  name: string | null;
  role: "MEMBER" | "ADMIN";
  /** Whether a second factor was shown in this session. */
  isTwoFactor: boolean;
  /** When the person last showed a password, a code or a key in this session. */
  provenAt: Date;
};

/** The person of a session cookie; undefined for a lapsed or unknown session and a disabled person. */
export async function findSessionUser(token: string): Promise<SessionUser | undefined> {
  if (!isToken(token)) return undefined;
  const session = await globalDb().session.findUnique({
    where: { sessionToken: hashToken(token) },
    select: {
      id: true,
      expires: true,
      endsAt: true,
      lastSeenAt: true,
      provenAt: true,
      twoFactorAt: true,
      user: { select: { id: true, email: true, emailVerified: true, name: true, role: true, disabledAt: true } },
    },
  });
  if (!session || session.user.disabledAt) return undefined;
  const now = Date.now();
  if (Math.min(session.expires.getTime(), session.endsAt.getTime()) <= now) return undefined;
  if (session.lastSeenAt.getTime() <= now - TOUCH_EVERY_MS) await touchSession(session.id);
  const { id, email, emailVerified, name, role } = session.user;
  return {
    ...{ userId: id, email, isEmailProven: emailVerified !== null, name, role },
    ...{ isTwoFactor: session.twoFactorAt !== null, provenAt: session.provenAt },
  };
}

/**
 * Records the use of a session and extends it by the idle time. The person's role is read again, so the session of someone who
 * has joined an organization meanwhile is shortened to the limits of staff.
 */
async function touchSession(id: string): Promise<void> {
  const { fan, staff } = SESSION_TIMES;
  await globalDb().$executeRaw`
    UPDATE sessions s SET last_seen_at = now(), ends_at = t.ends_at, expires = LEAST(t.ends_at, now() + t.idle)
    FROM (
      SELECT mine.id,
             CASE WHEN who.is_staff THEN LEAST(mine.ends_at, mine.created_at + ${staff.endsMs}::float8 * interval '1 ms')
                  ELSE mine.ends_at END AS ends_at,
             CASE WHEN who.is_staff THEN ${staff.idleMs}::float8 ELSE ${fan.idleMs}::float8 END * interval '1 ms' AS idle
      FROM sessions mine, LATERAL (
        SELECT u.role = 'ADMIN' OR EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id) AS is_staff
        FROM users u WHERE u.id = mine.user_id
      ) who
      WHERE mine.id = ${id}::uuid
    ) t
    WHERE s.id = t.id AND s.last_seen_at <= now() - ${TOUCH_EVERY_MS}::float8 * interval '1 ms'`;
}

/** Writes a new session with the facts of its opening, and answers the moment it ends at the latest. */
export async function appendSession(
  token: string,
  session: { userId: string; userAgent: string; address: string; isTwoFactor: boolean },
  facts: readonly AccountFact[],
): Promise<{ endsAt: Date }> {
  const { userId, userAgent, address, isTwoFactor } = session;
  const now = Date.now();
  const { idleMs, endsMs } = SESSION_TIMES[(await isStaff(userId)) ? "staff" : "fan"];
  const endsAt = new Date(now + endsMs);
  const opening = globalDb().session.create({
    data: {
      userId,
      sessionToken: hashToken(token),
      expires: new Date(now + idleMs),
      endsAt,
      twoFactorAt: isTwoFactor ? new Date(now) : null,
      userAgent: userAgent.slice(0, 500),
      address,
    },
    select: { id: true },
  });
  await globalDb().$transaction([opening, ...facts.map((fact) => appendAccountFact(globalDb(), fact))]);
  return { endsAt };
}

async function isStaff(userId: string): Promise<boolean> {
  const user = await globalDb().user.findUniqueOrThrow({
    where: { id: userId },
    select: { role: true, memberships: { take: 1, select: { role: true } } },
  });
  return user.role === "ADMIN" || user.memberships.length > 0;
}

/** Records that the session's person has just confirmed their identity. */
export async function markProven(token: string): Promise<void> {
  await globalDb().session.updateMany({ where: { sessionToken: hashToken(token) }, data: { provenAt: new Date() } });
}

/** Deletes one session by its cookie; answers whose it was. */
export async function deleteSession(token: string): Promise<string | undefined> {
  if (!isToken(token)) return undefined;
  const [row] = await globalDb().$queryRaw<{ user_id: string }[]>`
    DELETE FROM sessions WHERE session_token = ${hashToken(token)} RETURNING user_id::text`;
  return row?.user_id;
}

/** Deletes one of the person's sessions by its id. False when they have no such session. */
export async function deleteSessionOf(userId: string, id: string): Promise<boolean> {
  return (await globalDb().session.deleteMany({ where: { userId, id } })).count === 1;
}

/** Deletes all sessions of the person except the one of this cookie. Answers how many. */
export async function deleteOtherSessions(userId: string, token: string): Promise<number> {
  return (await globalDb().session.deleteMany({ where: { userId, sessionToken: { not: hashToken(token) } } })).count;
}

/**
 * Ends every browser session of the person but the present one, and every sign-in of their API clients, in the transaction that
 * changes how the account is entered: a session that someone else opened before must not outlive the change.
 */
export async function endOthersIn(
  tx: Transaction,
  { userId, sessionToken }: { userId: string; sessionToken: string },
): Promise<void> {
  await tx.session.deleteMany({ where: { userId, sessionToken: { not: hashToken(sessionToken) } } });
  await tx.tokenFamily.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** The hash of a cookie's value that the row holds. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

// The cookie may hold anything; valid tokens are never longer and never contain blanks.
function isToken(token: string): boolean {
  return /^[\x21-\x7e]{1,256}$/.test(token);
}
