import { PrismaAdapter } from "@next-auth/prisma-adapter";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { type AccountFact, appendAccountFact } from "./account-fact-store.ts";
import { deleteSession, endOthersIn, findSessionUser } from "./sign-in/session-store.ts";

/** People and their ways to sign in, and next-auth's view of them. */

/** The person of a mail address, in any case. */
export async function findUserByEmail(email: string) {
  return globalDb().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true, emailVerified: true, locale: true },
  });
}

/** The person of a proven mail address, created if there is none (`isNew`). */
export async function claimVerifiedUser(email: string, locale: string) {
  const now = new Date();
  const data = [{ email, locale, emailVerified: now }];
  const { count } = await globalDb().user.createMany({ data, skipDuplicates: true });
  await globalDb().user.updateMany({ where: { email, emailVerified: null }, data: { emailVerified: now } });
  const select = { id: true, disabledAt: true, name: true };
  const user = await globalDb().user.findUniqueOrThrow({ where: { email }, select });
  return { ...user, isNew: count === 1 };
}

/** Sets the password, and the name if given, and ends all sessions and tokens; appends the fact with it, if given. */
export async function replaceCredentials(
  userId: string,
  { name, passwordHash }: { name?: string; passwordHash: string },
  fact?: AccountFact,
): Promise<void> {
  const data = { passwordHash, ...(name === undefined ? {} : { name }) };
  await globalDb().$transaction([
    globalDb().user.update({ where: { id: userId }, data }),
    ...endingAll(userId),
    ...(fact ? [appendAccountFact(globalDb(), fact)] : []),
  ]);
}

/**
 * Changes the person's mail address to another, proven one, ends their other sessions, and appends the fact that notifies the old
 * address. `taken` when another person has it, `not_found` when the old one is no longer theirs.
 */
export async function claimEmail(
  userId: string,
  { from, to, sessionToken }: { from: string; to: string; sessionToken: string },
): Promise<"changed" | "taken" | "not_found"> {
  try {
    const where = { id: userId, email: from, disabledAt: null };
    return await inTransaction(globalDb(), async (tx) => {
      const { count } = await tx.user.updateMany({ where, data: { email: to, emailVerified: new Date() } });
      if (count === 0) return "not_found";
      await endOthersIn(tx, { userId, sessionToken });
      await appendAccountFact(tx, { type: "account.email_changed", userId, recipient: from });
      return "changed";
    });
  } catch (error) {
    if (isUniqueViolation(error)) return "taken";
    throw error;
  }
}

/** The person linked to an account at another provider. */
export async function findLinkedUser(provider: string, providerAccountId: string) {
  const account = await globalDb().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: { id: true, disabledAt: true } } },
  });
  return account?.user;
}

/** Links an account at another provider. The first person it was linked to keeps it. None of its tokens is stored. */
export async function linkAccount(userId: string, provider: string, providerAccountId: string): Promise<void> {
  await globalDb().account.createMany({
    data: [{ userId, type: "oauth", provider, providerAccountId }],
    skipDuplicates: true,
  });
}

/** Everything that gives access in the person's name: browsers, API clients, access tokens. */
export function endingAll(userId: string, tx: Transaction = globalDb()) {
  const now = new Date();
  return [
    tx.session.deleteMany({ where: { userId } }),
    tx.tokenFamily.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } }),
    tx.accessToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } }),
  ];
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}

/**
 * next-auth's view of the same tables: the cookie's value is hashed before the look-up, a disabled person has no sessions, and
 * Fairseat's own limits decide when a session ends.
 */
export function sessionAdapter(): Adapter {
  const adapter = PrismaAdapter(globalDb() as unknown as Parameters<typeof PrismaAdapter>[0]) as Adapter;
  return {
    ...adapter,
    createSession: () =>
      Promise.reject(new Error("sessions are opened by beginSession, which asks for the second factor")),
    getSessionAndUser: async (sessionToken) => {
      const found = await findSessionUser(sessionToken);
      if (!found) return null;
      const { userId, email, name } = found;
      const user: AdapterUser = { id: userId, email, name, emailVerified: null };
      // `findSessionUser` has just applied the limits, so next-auth gets an expiry that never triggers.
      return { session: { sessionToken, userId, expires: new Date(Date.now() + 86_400_000) }, user };
    },
    updateSession: async () => null,
    deleteSession: async (sessionToken) => {
      await deleteSession(sessionToken);
    },
  };
}

/** Deletes what lapsed a day ago; failed sign-ins after a month, so that locks keep growing for repeated attacks. */
export async function deleteLapsed(): Promise<number> {
  const counts = await globalDb().$transaction([
    globalDb().$executeRaw`DELETE FROM sessions WHERE least(expires, ends_at) < now() - interval '1 day'`,
    globalDb().$executeRaw`DELETE FROM verification_tokens WHERE expires < now() - interval '1 day'`,
    globalDb().$executeRaw`DELETE FROM token_families WHERE ends_at < now() - interval '1 day'`,
    globalDb()
      .$executeRaw`DELETE FROM sign_in_failures WHERE greatest(since, locked_until) < now() - interval '30 days'`,
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}
