import { z } from "zod";
import { eventChange } from "#lib/catalog/event-move";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { appendChangeFacts } from "./holders-store.ts";

const payloadShape = z.object({ change: eventChange });

/**
 * Turns a change of an event into one fact for each order that was sold before it, in the transaction that removes the change: each
 * holder hears of it once (INV-11).
 */
export const holderTeller: Subscriber = { name: "holder-teller", types: ["event.moved"], apply };

async function apply(tx: Transaction, facts: readonly Fact[]): Promise<void> {
  for (const { eventId, payload } of facts) await appendChangeFacts(tx, eventId, payloadShape.parse(payload).change);
}
