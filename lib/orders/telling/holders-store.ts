import type { LastChange } from "#lib/catalog/event-move";
import type { Transaction } from "#lib/platform/db/transaction";
import { appendFacts } from "#lib/platform/outbox/append-fact";

const APPEND_CHANGE = appendFacts({
  type: "order.event_changed",
  eventId: "o.event_id",
  subject: "o.id",
  payload: { orderId: "o.id", change: "$2::jsonb" },
  from: "orders o WHERE o.event_id = $1::int AND o.status IN ('PAID', 'PARTIALLY_REFUNDED') AND o.created_at < $3::timestamptz",
});

/** Appends the fact that their event changed for every order that was sold before. */
export async function appendChangeFacts(tx: Transaction, eventId: number, change: LastChange): Promise<void> {
  await tx.$executeRawUnsafe(APPEND_CHANGE, eventId, JSON.stringify(change), new Date(change.at));
}
