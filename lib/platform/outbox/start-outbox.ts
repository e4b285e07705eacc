import { log } from "../observability/log.ts";
import { deliverFacts } from "./deliver-facts.ts";
import type { Subscriber } from "./fact.ts";
import { listDueSubscribers } from "./outbox-store.ts";
import { relayFacts } from "./relay-facts.ts";

/** How often a process looks for facts. A NOTIFY in each transaction would make all commits queue for one lock. */
const LOOK_EVERY_MS = 200;
/** How long it waits before it asks a database again that did not answer. */
const AFTER_FAILURE_MS = 2_000;

/**
 * Relays facts and delivers them to the subscribers in this process until the answered function is called. Any number of
 * processes may do so at once. Subscribers work independently, so a slow one delays no other.
 */
export function startOutbox(subscribers: readonly Subscriber[]): () => Promise<void> {
  const working = new Map<string, Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isStopping = false;

  async function look(): Promise<void> {
    let pauseMs = LOOK_EVERY_MS;
    try {
      await relayFacts(subscribers);
      const due = new Set(await listDueSubscribers());
      for (const subscriber of subscribers) if (due.has(subscriber.name)) begin(subscriber);
    } catch (error) {
      pauseMs = AFTER_FAILURE_MS;
      log().warn({ err: error }, "facts wait for the database");
    }
    if (!isStopping) plan(pauseMs);
  }

  function begin(subscriber: Subscriber): void {
    const { name } = subscriber;
    if (working.has(name)) return;
    const work = deliverFacts(subscriber, () => isStopping)
      .catch((error: unknown) => log().warn({ err: error, subscriber: name }, "a subscriber waits for the database"))
      .finally(() => working.delete(name));
    working.set(name, work);
  }

  function plan(pauseMs: number): void {
    timer = setTimeout(() => {
      looking = look();
    }, pauseMs).unref();
  }

  plan(LOOK_EVERY_MS);
  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await looking;
    await Promise.all(working.values());
  };
}
