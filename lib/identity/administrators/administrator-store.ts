import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendAccountFact } from "../account-fact-store.ts";
import { endingAll } from "../store.ts";

/** Whether anyone can administrate the platform now. */
export async function hasAdministrator(): Promise<boolean> {
  return (
    (await globalDb().user.findFirst({ where: { role: "ADMIN", disabledAt: null }, select: { id: true } })) !== null
  );
}

export async function findCandidate(email: string) {
  return globalDb().user.findUnique({
    where: { email },
    select: { id: true, role: true, disabledAt: true, emailVerified: true, locale: true },
  });
}

/** When the pending link of the address lapses; undefined without one. */
export async function findPendingLink(email: string): Promise<Date | undefined> {
  const found = await globalDb().verificationToken.findFirst({
    where: { purpose: "ADMINISTRATOR", identifier: email, expires: { gt: new Date() } },
    orderBy: { expires: "desc" },
    select: { expires: true },
  });
  return found?.expires;
}

/** Ends the pending links of the address. */
export async function deletePendingLinks(email: string): Promise<void> {
  await globalDb().verificationToken.deleteMany({ where: { purpose: "ADMINISTRATOR", identifier: email } });
}

/**
 * Makes the person of the address an administrator with this password, and ends all that was open in their name. An unknown
 * address gets an account. Loses (undefined) when the account is disabled, or registered with an address that was never proven: its
 * passwords and keys may be another person's. Judged by the write itself, so an account that is registered meanwhile counts.
 */
export async function claimAdministrator(
  email: string,
  { passwordHash, locale }: { passwordHash: string; locale: string },
): Promise<string | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const { count: created } = await tx.user.createMany({
      data: [{ email, locale, emailVerified: new Date() }],
      skipDuplicates: true,
    });
    const [user] = await tx.user.updateManyAndReturn({
      where: { email, emailVerified: { not: null }, disabledAt: null, erasedAt: null },
      data: { role: "ADMIN", passwordHash },
      select: { id: true },
    });
    if (!user) return undefined;
    for (const ending of endingAll(user.id, tx)) await ending;
    if (created === 0) await appendAccountFact(tx, { type: "account.password_changed", userId: user.id });
    return user.id;
  });
}
