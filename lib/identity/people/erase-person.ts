import type { Transaction } from "#lib/platform/db/transaction";
import { erasedMail } from "../erased-mail.ts";

/**
 * Takes what names a person out of their row, which stays so that orders keep pointing to it, and deletes all that gives
 * access in their name. False when the person is erased already or has another mail address by now.
 */
export async function erasePerson(
  tx: Transaction,
  { userId, email }: { userId: string; email: string },
): Promise<boolean> {
  const now = new Date();
  const { count } = await tx.user.updateMany({
    where: { id: userId, email, erasedAt: null },
    data: {
      ...{
        email: erasedMail(userId),
        name: null,
        image: null,
        disabledReason: null,
        passwordHash: null,
        emailVerified: null,
      },
      ...{ role: "MEMBER", locale: "en", erasedAt: now },
    },
  });
  if (count === 0) return false;
  await tx.user.updateMany({ where: { id: userId, disabledAt: null }, data: { disabledAt: now } });
  const where = { userId };
  await tx.session.deleteMany({ where });
  await tx.account.deleteMany({ where });
  await tx.twoFactor.deleteMany({ where });
  await tx.recoveryCode.deleteMany({ where });
  await tx.passkey.deleteMany({ where });
  await tx.tokenFamily.deleteMany({ where });
  await tx.verificationToken.deleteMany({ where: { OR: [{ identifier: email }, { userId }] } });
  return true;
}
