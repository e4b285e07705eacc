import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { type LedgerMovement, ledgerLines } from "./ledger-rules.ts";

/** What one write of the books moved, and of what. */
export type LedgerEntry = {
  eventId: number;
  orderId: string;
  paymentId: string;
  refundId?: string;
  disputeId?: string;
  currency: string;
  movements: readonly LedgerMovement[];
};

/**
 * Appends the balanced lines of these entries, one ledger transaction for each, in the database transaction of what they tell of and
 * behind the lock of its order.
 */
export async function appendLedger(tx: Transaction, ...entries: readonly LedgerEntry[]): Promise<void> {
  const data = entries.flatMap(({ movements, ...about }) => {
    const transactionId = uuidv7();
    return movements.flatMap(ledgerLines).map((line) => ({ ...about, ...line, transactionId }));
  });
  if (data.length > 0) await tx.ledgerLine.createMany({ data });
}
