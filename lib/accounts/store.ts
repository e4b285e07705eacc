import { db } from "#lib/platform/db";

/** People, their sessions and their mail codes: the only place of accounts that speaks to the database. */
export type SessionUser = { userId: string; email: string; name: string | null; role: "MEMBER" | "ADMIN" };

/** Who a session cookie belongs to. A lapsed or unknown session and a disabled person are all undefined. */
export async function findSessionUser(token: string): Promise<SessionUser | undefined> {
  const session = await db().session.findUnique({
    where: { sessionToken: token },
    select: { expires: true, user: { select: { id: true, email: true, name: true, role: true, disabledAt: true } } },
  });
  if (!session || session.expires.getTime() <= Date.now() || session.user.disabledAt) return undefined;
  const { id, email, name, role } = session.user;
  return { userId: id, email, name, role };
}
