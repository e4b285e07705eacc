import type { Transaction } from "#lib/platform/db/transaction";

/** Marks a locked event as changed, and as one whose holds ask for the buyer's access. */
export async function touchSale(
  tx: Transaction,
  { eventId, updatedAt }: { eventId: number; updatedAt: Date },
): Promise<void> {
  await tx.event.update({ where: { id: eventId }, data: { hasAccess: true, updatedAt } });
}
