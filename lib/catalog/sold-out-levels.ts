import type { Transaction } from "#lib/platform/db/transaction";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { countSoldOut } from "./sold-out-store.ts";

/**
 * Keeps the price levels that are sold out, for the search: its price filter and its sort then cost no count of a hall. A held seat
 * is not sold, as most holds lapse and no fact says so.
 */
export const soldOutLevels: Subscriber = {
  name: "sold-out-levels",
  types: [
    "event.published",
    "event.hall_changed",
    "event.seats_set_aside",
    "event.repainted",
    "order.paid",
    "order.refunded",
    "order.undone",
    "tickets.forfeited",
    "tickets.voided",
    "tickets.restored",
  ],
  apply,
};

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  await countSoldOut(
    tx,
    facts.map(({ eventId }) => eventId),
  );
}
