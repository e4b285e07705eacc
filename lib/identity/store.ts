import { PrismaAdapter } from "@next-auth/prisma-adapter";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { db } from "#lib/platform/db/db";
import { deleteSession, findSessionUser } from "./sign-in/session-store.ts";

/** People, by what they sign in with, and next-auth's view of them. */

/** The person of a mail address, in whatever case it is written. */
export async function findUserByEmail(email: string) {
  return db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true, emailVerified: true, locale: true },
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
  return db().user.findUniqueOrThrow({ where: { email }, select: { id: true, disabledAt: true, name: true } });
}

/** How to write to somebody: undefined for nobody and for an erased person. */
export async function findMailbox(userId: string): Promise<{ email: string; locale: string } | undefined> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { email: true, locale: true, erasedAt: true },
  });
  return user && !user.erasedAt ? { email: user.email, locale: user.locale } : undefined;
}

/** Whether the person has a password, and what it is kept as. */
export async function findPasswordHash(userId: string): Promise<string | null> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return user?.passwordHash ?? null;
}

export async function renameUser(userId: string, name: string): Promise<void> {
  await db().user.updateMany({ where: { id: userId }, data: { name } });
}

/** Sets the password, and the name when one is given, and ends all that was opened with the old one. */
export async function replaceCredentials(
  userId: string,
  { name, passwordHash }: { name?: string; passwordHash: string },
): Promise<void> {
  const data = { passwordHash, ...(name === undefined ? {} : { name }) };
  await db().$transaction([db().user.update({ where: { id: userId }, data }), ...endingAll(userId)]);
}

/** Marks the person as disabled, or enabled again. False when they were already, or are not there. */
export async function markDisabled(userId: string, disabledAt: Date | null): Promise<boolean> {
  const where = { id: userId, erasedAt: null, disabledAt: disabledAt === null ? { not: null } : null };
  const changing = db().user.updateMany({ where, data: { disabledAt } });
  const [{ count }] = await db().$transaction([changing, ...(disabledAt === null ? [] : endingAll(userId))]);
  return count === 1;
}

/**
 * Gives the person another, proven mail address. `taken` when it is somebody's already, `not_found` when the old one is not
 * theirs any more.
 */
export async function claimEmail(
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<"changed" | "taken" | "not_found"> {
  try {
    const where = { id: userId, email: from, disabledAt: null };
    const { count } = await db().user.updateMany({ where, data: { email: to, emailVerified: new Date() } });
    return count === 1 ? "changed" : "not_found";
  } catch (error) {
    if (isUniqueViolation(error)) return "taken";
    throw error;
  }
}

/** The person whom an account at another provider belongs to. */
export async function findLinkedUser(provider: string, providerAccountId: string) {
  const account = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: { id: true, disabledAt: true } } },
  });
  return account?.user;
}

/** Links an account at another provider; the first person it was linked to keeps it. None of its tokens is kept. */
export async function linkAccount(userId: string, provider: string, providerAccountId: string): Promise<void> {
  await db().account.createMany({
    data: [{ userId, type: "oauth", provider, providerAccountId }],
    skipDuplicates: true,
  });
}

/** Everything that gives access in the person's name: browsers, API clients, access tokens. */
export function endingAll(userId: string) {
  const now = new Date();
  return [
    db().session.deleteMany({ where: { userId } }),
    db().tokenFamily.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } }),
    db().accessToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } }),
  ];
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}

/**
 * next-auth's view of the same tables: its cookie's value is hashed before it is looked for, a disabled person has no
 * sessions, and the times are ours.
 */
export function sessionAdapter(): Adapter {
  const adapter = PrismaAdapter(db() as unknown as Parameters<typeof PrismaAdapter>[0]) as Adapter;
  return {
    ...adapter,
    createSession: () =>
      Promise.reject(new Error("sessions are opened by beginSession, which asks for the second factor")),
    getSessionAndUser: async (sessionToken) => {
      const found = await findSessionUser(sessionToken);
      if (!found) return null;
      const { userId, email, name } = found;
      const user: AdapterUser = { id: userId, email, name, emailVerified: null };
      // Our own times were judged just now; it must not judge by others.
      return { session: { sessionToken, userId, expires: new Date(Date.now() + 86_400_000) }, user };
    },
    updateSession: async () => null,
    deleteSession: async (sessionToken) => {
      await deleteSession(sessionToken);
    },
  };
}

/** What has lapsed a day ago; failed sign-ins after a month, so that a lock grows for who comes back within it. */
export async function deleteLapsed(): Promise<number> {
  const counts = await db().$transaction([
    db().$executeRaw`DELETE FROM sessions WHERE least(expires, ends_at) < now() - interval '1 day'`,
    db().$executeRaw`DELETE FROM verification_tokens WHERE expires < now() - interval '1 day'`,
    db().$executeRaw`DELETE FROM token_families WHERE ends_at < now() - interval '1 day'`,
    db().$executeRaw`DELETE FROM sign_in_failures WHERE greatest(since, locked_until) < now() - interval '30 days'`,
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}
