import { globalDb } from "#lib/platform/db/db";
import type { PasskeyView } from "./passkeys/passkey-contract.ts";
import type { SecondFactorView } from "./second-factor/second-factor-contract.ts";
import { countRecoveryCodes, findSecret } from "./second-factor/second-factor-store.ts";
import { nameBrowser } from "./sign-in/browser-name.ts";
import { hashToken } from "./sign-in/session-store.ts";
import { listFamilies } from "./tokens/token-store.ts";

/** What pages and other services read of people, and the names that people may change without a rule. */

/** A person as other services name them. */
export type NamedPerson = { name: string | null; email: string; isTwoFactor: boolean };

/** People by id; of at most 1,000 ids. */
export async function listPeople(ids: readonly string[]): Promise<Map<string, NamedPerson>> {
  const people = await globalDb().user.findMany({
    where: { id: { in: ids.slice(0, 1_000) } },
    select: {
      id: true,
      name: true,
      email: true,
      twoFactor: { select: { confirmedAt: true } },
      _count: { select: { passkeys: true } },
    },
  });
  return new Map(
    people.map(({ id, name, email, twoFactor, _count }) => {
      const isTwoFactor = Boolean(twoFactor?.confirmedAt) || _count.passkeys > 0;
      return [id, { name, email, isTwoFactor }];
    }),
  );
}

/** The account that has proven this mail address. */
export async function findProvenOwner(email: string): Promise<string | undefined> {
  const where = { email, emailVerified: { not: null } };
  return (await globalDb().user.findFirst({ where, select: { id: true } }))?.id;
}

/** The languages and names of who is written to, by mail address or id; undefined for nobody. */
export async function findCorrespondent(
  where: { email: string } | { id: string },
): Promise<{ id: string; name: string | null; locale: string } | undefined> {
  return (await globalDb().user.findUnique({ where, select: { id: true, name: true, locale: true } })) ?? undefined;
}

/** A person's mail address and language; undefined for an unknown or erased person. */
export async function mailboxOf(userId: string): Promise<{ email: string; locale: string } | undefined> {
  const user = await globalDb().user.findUnique({
    where: { id: userId },
    select: { email: true, locale: true, erasedAt: true },
  });
  return user && !user.erasedAt ? { email: user.email, locale: user.locale } : undefined;
}

/** Whether a person can sign in with the address. For mails only: no answer to a request may depend on it. */
export async function hasAccount(email: string): Promise<boolean> {
  return (await globalDb().user.count({ where: { email, disabledAt: null } })) === 1;
}

/** Whether the person has set a password. Show it only to the person. */
export async function hasPassword(userId: string): Promise<boolean> {
  return (await globalDb().user.count({ where: { id: userId, passwordHash: { not: null } } })) === 1;
}

/** Changes the person's name on tickets and in mails. */
export async function renamePerson(userId: string, name: string): Promise<void> {
  await globalDb().user.updateMany({ where: { id: userId }, data: { name } });
}

/** The person's passkeys, newest first. */
export async function listPasskeys(userId: string): Promise<PasskeyView[]> {
  return globalDb().passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
}

/** Renames one of the person's passkeys. False when they have no such key. */
export async function renamePasskey(userId: string, id: string, name: string): Promise<boolean> {
  const { count } = await globalDb().passkey.updateMany({ where: { id, userId }, data: { name } });
  return count === 1;
}

/** The person's second factor: whether it is on, since when, and how many recovery codes are left. */
export async function readSecondFactor(userId: string): Promise<SecondFactorView> {
  const [secret, recoveryCodesLeft] = await Promise.all([findSecret(userId), countRecoveryCodes(userId)]);
  return { since: secret?.confirmedAt ?? undefined, recoveryCodesLeft };
}

/** A signed-in browser of the person. Times are ISO 8601 in UTC; `browser` and `system` are empty when unknown. */
export type SessionView = {
  id: string;
  isThis: boolean;
  browser: string;
  system: string;
  address: string;
  isTwoFactor: boolean;
  createdAt: string;
  lastSeenAt: string;
};

/** The person's live sessions, this browser first, then the latest used. `token` is the requesting browser's cookie. */
export async function listSessions(userId: string, token: string): Promise<SessionView[]> {
  const now = new Date();
  const rows = await globalDb().session.findMany({
    where: { userId, expires: { gt: now }, endsAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  const own = hashToken(token);
  const views = rows.map(({ id, sessionToken, userAgent, address, twoFactorAt, createdAt, lastSeenAt }) => ({
    ...{ id, isThis: sessionToken === own, ...nameBrowser(userAgent), address, isTwoFactor: twoFactorAt !== null },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  return [...views.filter(({ isThis }) => isThis), ...views.filter(({ isThis }) => !isThis)];
}

/** A sign-in of an API client. `client` is the name it gave itself. Times are ISO 8601 in UTC. */
export type TokenFamilyView = {
  id: string;
  client: string;
  isTwoFactor: boolean;
  createdAt: string;
  refreshedAt: string;
  endsAt: string;
};

/** The person's signed-in API clients, the latest renewed first. */
export async function listTokenFamilies(userId: string): Promise<TokenFamilyView[]> {
  const rows = await listFamilies(userId);
  return rows.map(({ userAgent, createdAt, refreshedAt, endsAt, ...row }) => ({
    ...row,
    client: userAgent,
    createdAt: createdAt.toISOString(),
    refreshedAt: refreshedAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
