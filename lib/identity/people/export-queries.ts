import { globalDb } from "#lib/platform/db/db";

/** All that identity keeps about a person, without what would give access. */
export async function loadPersonForExport(userId: string) {
  return globalDb().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      emailVerified: true,
      name: true,
      locale: true,
      createdAt: true,
      disabledReason: true,
      accounts: { select: { provider: true } },
      sessions: {
        select: { createdAt: true, lastSeenAt: true, endsAt: true, address: true, userAgent: true, twoFactorAt: true },
      },
      twoFactor: { select: { confirmedAt: true } },
      passkeys: { select: { name: true, createdAt: true, lastUsedAt: true } },
      tokenFamilies: { select: { userAgent: true, createdAt: true, endsAt: true, revokedAt: true } },
    },
  });
}
