import type { Subscriber } from "./fact.ts";
import { moveFacts } from "./outbox-store.ts";

/** Facts moved by one statement. Past that a batch only makes the others wait for its commit. */
const BATCH = 1_000;

/** Moves facts from the outbox to the subscribers until it is empty or another relay is active; answers how many. */
export async function relayFacts(subscribers: readonly Subscriber[]): Promise<number> {
  const routes = subscribers.flatMap(({ name, types }) => types.map((type) => ({ type, subscriber: name })));
  let total = 0;
  for (;;) {
    const moved = await moveFacts(routes, BATCH);
    total += moved;
    if (moved < BATCH) return total;
  }
}
