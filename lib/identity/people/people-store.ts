import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendAccountFact } from "../account-fact-store.ts";
import { endingAll } from "../store.ts";

/** What an administrator sees of a person: their standing, and nothing of what they bought. */
export type FoundPerson = {
  userId: string;
  email: string;
  name: string | null;
  createdAt: Date;
  isVerified: boolean;
  isAdmin: boolean;
  disabledAt: Date | null;
  hasAuthenticator: boolean;
  passkeys: number;
  sessions: number;
};

export async function findPersonByEmail(email: string): Promise<FoundPerson | undefined> {
  const found = await globalDb().user.findFirst({
    where: { email, erasedAt: null },
    select: {
      id: true,
      email: true,
      name: true,
      createdAt: true,
      emailVerified: true,
      role: true,
      disabledAt: true,
      twoFactor: { select: { confirmedAt: true } },
      _count: { select: { passkeys: true, sessions: { where: { expires: { gt: new Date() } } } } },
    },
  });
  if (!found) return undefined;
  return {
    userId: found.id,
    email: found.email,
    name: found.name,
    createdAt: found.createdAt,
    isVerified: found.emailVerified !== null,
    isAdmin: found.role === "ADMIN",
    disabledAt: found.disabledAt,
    hasAuthenticator: Boolean(found.twoFactor?.confirmedAt),
    passkeys: found._count.passkeys,
    sessions: found._count.sessions,
  };
}

/** Deletes all second factors, ends everything that is open in the person's name, and appends the fact. False when there are none. */
export async function deleteFactors(userId: string): Promise<boolean> {
  const where = { userId };
  return inTransaction(globalDb(), async (tx) => {
    const { count: authenticators } = await tx.twoFactor.deleteMany({ where });
    const { count: passkeys } = await tx.passkey.deleteMany({ where });
    if (authenticators + passkeys === 0) return false;
    await tx.recoveryCode.deleteMany({ where });
    for (const ending of endingAll(userId, tx)) await ending;
    await appendAccountFact(tx, { type: "account.two_factor_changed", userId });
    return true;
  });
}
