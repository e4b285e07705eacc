import { globalDb } from "#lib/platform/db/db";

/** The data organizations store about a person: memberships, invitations to their address, access tokens and saved views they created. */
export async function loadMemberForExport({ userId, email }: { userId: string; email: string }) {
  const organization = { select: { name: true } };
  const [memberships, invitations, accessTokens, savedViews] = await Promise.all([
    globalDb().membership.findMany({ where: { userId }, select: { role: true, createdAt: true, organization } }),
    globalDb().invitation.findMany({
      where: { email },
      select: { role: true, createdAt: true, acceptedAt: true, organization },
    }),
    globalDb().accessToken.findMany({
      where: { userId },
      select: {
        ...{ name: true, hint: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
        ...{ revokedAt: true, organization },
      },
    }),
    globalDb().savedView.findMany({
      where: { userId },
      select: { list: true, name: true, query: true, isShared: true, createdAt: true, organization },
    }),
  ]);
  return { memberships, invitations, accessTokens, savedViews };
}
