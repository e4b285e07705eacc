import type { Transaction } from "#lib/platform/db/transaction";
import { uuid } from "#lib/platform/input";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { appendDue } from "./day-sales-store.ts";

/** The facts behind which the books of a day changed. */
export const DAY_SALES_FACTS = [
  "order.paid",
  "order.refunded",
  "order.given_back",
  "order.undone",
  "refund.failed",
  "payment.disputed",
  "dispute.closed",
  "payment.moved",
] as const;

/** Marks the days whose sales are to be counted again, in the transaction that removes the facts. */
export const daySales: Subscriber = { name: "day-sales", types: DAY_SALES_FACTS, apply };

const DAY_MS = 86_400_000;

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  // Money may have moved before midnight of what is heard of after it.
  const days = facts.flatMap(({ eventId, at }) =>
    [at.getTime(), at.getTime() - DAY_MS].map((ms) => ({ eventId, day: new Date(ms).toISOString().slice(0, 10) })),
  );
  const orders = facts.flatMap(({ eventId, subject }) =>
    uuid.safeParse(subject).success ? [{ eventId, orderId: subject }] : [],
  );
  await appendDue(tx, days, orders);
}
