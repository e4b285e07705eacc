import { PrismaAdapter } from "@next-auth/prisma-adapter";
import type { Adapter } from "next-auth/adapters";
import { db } from "#lib/platform/db";

/** People, their sessions and their mail codes: the only place of accounts that speaks to the database. */
export type SessionUser = {
  userId: string;
  email: string;
  name: string | null;
  role: "MEMBER" | "ADMIN";
  isTwoFactor: boolean;
};

/** Who a session cookie belongs to. A lapsed or unknown session and a disabled person are all undefined. */
export async function findSessionUser(token: string): Promise<SessionUser | undefined> {
  // Whatever a stranger writes into the cookie: PostgreSQL takes no NUL, and no token of ours is longer or has blanks.
  if (!/^[\x21-\x7e]{1,256}$/.test(token)) return undefined;
  const session = await db().session.findUnique({
    where: { sessionToken: token },
    select: {
      expires: true,
      twoFactorAt: true,
      user: { select: { id: true, email: true, name: true, role: true, disabledAt: true } },
    },
  });
  if (!session || session.expires.getTime() <= Date.now() || session.user.disabledAt) return undefined;
  const { id, email, name, role } = session.user;
  return { userId: id, email, name, role, isTwoFactor: session.twoFactorAt !== null };
}

/** The person of a mail address, in whatever case it is written. */
export async function findUserByEmail(email: string) {
  return db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true, emailVerified: true },
  });
}

/** The person of a mail address that was just proven; made when there is none yet. */
export async function claimVerifiedUser(email: string, locale: string) {
  const now = new Date();
  await db().user.upsert({
    where: { email },
    create: { email, locale, emailVerified: now },
    update: {},
    select: { id: true },
  });
  await db().user.updateMany({ where: { email, emailVerified: null }, data: { emailVerified: now } });
  return db().user.findUniqueOrThrow({ where: { email }, select: { id: true, disabledAt: true } });
}

/** Sets the name and password and ends every session the person had: who holds the mailbox now holds the account. */
export async function replaceCredentials(
  userId: string,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<void> {
  await db().$transaction([
    db().user.update({ where: { id: userId }, data: { name, passwordHash } }),
    db().session.deleteMany({ where: { userId } }),
  ]);
}

export async function renameUser(userId: string, name: string): Promise<void> {
  await db().user.updateMany({ where: { id: userId }, data: { name } });
}

export async function appendSession(userId: string, token: string, expires: Date): Promise<void> {
  await db().session.create({ data: { userId, sessionToken: token, expires }, select: { id: true } });
}

export async function deleteSession(token: string): Promise<void> {
  await db().session.deleteMany({ where: { sessionToken: token } });
}

/** Puts a new code in the place of whatever was in flight for the address. */
export async function replaceMailCode(email: string, tokenHash: string, expires: Date): Promise<void> {
  await db().$transaction([
    db().verificationToken.deleteMany({ where: { identifier: email } }),
    db().verificationToken.create({ data: { identifier: email, token: tokenHash, expires } }),
  ]);
}

/** Whether a code for the address still in its time was sent after the given moment's lifetime began. */
export async function hasMailCodeLapsingAfter(email: string, moment: Date): Promise<boolean> {
  const found = await db().verificationToken.findFirst({
    where: { identifier: email, expires: { gt: moment } },
    select: { token: true },
  });
  return found !== null;
}

/**
 * Counts one attempt against the codes of the address, and answers the hashes it may be compared with. The count is
 * raised before anything is compared, so that a hundred guesses at once are still only `attemptsMax`.
 */
export async function claimMailCodeAttempt(email: string, attemptsMax: number): Promise<string[]> {
  const codes = await db().verificationToken.updateManyAndReturn({
    where: { identifier: email, expires: { gt: new Date() }, attempts: { lt: attemptsMax } },
    data: { attempts: { increment: 1 } },
    select: { token: true },
  });
  return codes.map(({ token }) => token);
}

/** Uses a code up. False when somebody else used it first. */
export async function claimMailCode(email: string, tokenHash: string): Promise<boolean> {
  const { count } = await db().verificationToken.deleteMany({ where: { identifier: email, token: tokenHash } });
  return count === 1;
}

/** next-auth's view of the same tables, in which a disabled person has no sessions. */
export function sessionAdapter(): Adapter {
  const adapter = PrismaAdapter(db() as unknown as Parameters<typeof PrismaAdapter>[0]) as Adapter;
  return {
    ...adapter,
    getSessionAndUser: async (token) =>
      (await findSessionUser(token)) ? (adapter.getSessionAndUser?.(token) ?? null) : null,
  };
}
