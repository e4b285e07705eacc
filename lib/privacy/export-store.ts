import { db } from "#lib/platform/db/db";

const LINES_MAX = 1_000;

/** All that accounts keep about a person, without what would give access. */
export async function loadPersonRows(userId: string) {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      emailVerified: true,
      name: true,
      locale: true,
      createdAt: true,
      accounts: { select: { provider: true } },
      memberships: { select: { role: true, createdAt: true, organization: { select: { name: true } } } },
      sessions: {
        select: { createdAt: true, lastSeenAt: true, endsAt: true, address: true, userAgent: true, twoFactorAt: true },
      },
      twoFactor: { select: { confirmedAt: true } },
      passkeys: { select: { name: true, createdAt: true, lastUsedAt: true } },
      tokenFamilies: { select: { userAgent: true, createdAt: true, endsAt: true, revokedAt: true } },
      accessTokens: {
        select: {
          name: true,
          hint: true,
          scopes: true,
          createdAt: true,
          expiresAt: true,
          lastUsedAt: true,
          revokedAt: true,
          organization: { select: { name: true } },
        },
      },
    },
  });
  const [invitations, deeds] = await Promise.all([
    db().invitation.findMany({
      where: { email: user.email },
      select: { role: true, createdAt: true, acceptedAt: true, organization: { select: { name: true } } },
    }),
    db().auditEntry.findMany({
      where: { actor: `user:${userId}` },
      select: { at: true, action: true, subject: true, outcome: true, address: true },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: LINES_MAX,
    }),
  ]);
  return { user, invitations, deeds };
}
