import { bookCharge, bookDispute, bookRefund } from "./book.ts";
import type { Desk } from "./desk.ts";

/**
 * Books what state files of older versions, which knew no movements, have of charges, refunds and disputes, each at its own
 * time, so that a reconciliation of those days finds them.
 */
export function bookOlder(desk: Desk): void {
  const { charges, disputes, refunds } = desk.ledger;
  const missing = [
    ...charges
      .list()
      .filter(({ captured, transactionId }) => captured && transactionId === undefined)
      .map((charge) => ({ at: charge.created, book: (then: Desk) => bookCharge(then, charge) })),
    ...refunds
      .list()
      .filter(({ status, transactionId }) => status === undefined && transactionId === undefined)
      .map((refund) => ({ at: refund.created, book: (then: Desk) => bookRefund(then, refund) })),
    ...disputes
      .list()
      .filter(({ isWithdrawn, transactionIds }) => isWithdrawn && transactionIds === undefined)
      .map((dispute) => ({ at: dispute.created, book: (then: Desk) => bookDispute(then, dispute) })),
  ];
  for (const { at, book } of missing.sort((a, b) => a.at - b.at)) book({ ...desk, now: () => at * 1000 });
}
