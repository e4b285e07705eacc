import type { Transaction } from "#lib/platform/db/transaction";

/**
 * What other services' statements may know of a person who is not disabled: id, email, whether it is proven, and name. It stands behind JOIN; `userId`
 * is the SQL expression of the person's id.
 */
export const activePerson = (userId: string) =>
  `LATERAL (SELECT u.id, u.email::text AS email, u.email_verified IS NOT NULL AS is_proven, u.name FROM users u WHERE u.id = ${userId} AND u.disabled_at IS NULL)`;

/** A person in another service's transaction: who they are, and whether their mail address is proven. */
export async function findPersonIn(
  tx: Transaction,
  userId: string,
): Promise<{ email: string; isProven: boolean; isDisabled: boolean; isAdmin: boolean } | undefined> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, emailVerified: true, disabledAt: true, role: true },
  });
  if (!user) return undefined;
  const { email, emailVerified, disabledAt, role } = user;
  return { email, isProven: emailVerified !== null, isDisabled: disabledAt !== null, isAdmin: role === "ADMIN" };
}

/** The person of a mail address, in another service's transaction. */
export async function findPersonByEmailIn(tx: Transaction, email: string): Promise<{ id: string } | undefined> {
  return (await tx.user.findUnique({ where: { email }, select: { id: true } })) ?? undefined;
}
