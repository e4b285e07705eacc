import type { Transaction } from "#lib/platform/db/transaction";

/** Deletes the waiting room of an event that is deleted, with its queue. */
export async function deleteQueueOf(tx: Transaction, eventId: number): Promise<void> {
  const where = { eventId };
  await tx.queueLease.deleteMany({ where });
  await tx.queueTicket.deleteMany({ where });
  await tx.waitingRoom.deleteMany({ where });
}
