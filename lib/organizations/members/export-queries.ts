import { db } from "#lib/platform/db/db";

/** What organizations keep about a person: where they belong, invitations to their address, access tokens they made. */
export async function loadMemberForExport({ userId, email }: { userId: string; email: string }) {
  const organization = { select: { name: true } };
  const [memberships, invitations, accessTokens] = await Promise.all([
    db().membership.findMany({ where: { userId }, select: { role: true, createdAt: true, organization } }),
    db().invitation.findMany({
      where: { email },
      select: { role: true, createdAt: true, acceptedAt: true, organization },
    }),
    db().accessToken.findMany({
      where: { userId },
      select: {
        ...{ name: true, hint: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
        ...{ revokedAt: true, organization },
      },
    }),
  ]);
  return { memberships, invitations, accessTokens };
}
