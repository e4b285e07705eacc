import type { GatewayFee } from "#lib/payments/gateway";
import { eventDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { feeMovements, type LedgerMovement, ledgerLines } from "./ledger-rules.ts";

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

/**
 * Books the gateway's fees on a payment, each movement of its balance once however often and by however many it is heard: the capture,
 * a dispute and the reconciliation of a day tell of the same ones. The platform's part has lines of its own under the same movement,
 * marked `:platform`. Fees change no state, so no row is locked.
 */
export async function bookFees(
  { eventId, id: paymentId, orderId }: { eventId: number; id: string; orderId: string },
  fees: readonly GatewayFee[],
): Promise<void> {
  const data = fees.flatMap(({ id, currency, ...fee }) => {
    const { gateway, platform } = feeMovements(fee);
    const about = { eventId, orderId, paymentId, currency, transactionId: uuidv7() };
    return [
      ...ledgerLines(gateway).map((line) => ({ ...about, ...line, movement: id })),
      ...ledgerLines(platform).map((line) => ({ ...about, ...line, movement: `${id}:platform` })),
    ];
  });
  if (data.length > 0) await eventDb(eventId).ledgerLine.createMany({ data, skipDuplicates: true });
}
