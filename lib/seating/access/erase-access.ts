import type { Transaction } from "#lib/platform/db/transaction";

/** Deletes what a person had access to and takes their mail address off the lists of presales, when their account is erased. */
export async function eraseAccess(
  tx: Transaction,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await tx.buyerAccess.deleteMany({ where: { buyerKey: `user:${userId}` } });
  await tx.saleWindowAddress.deleteMany({ where: { email } });
}
