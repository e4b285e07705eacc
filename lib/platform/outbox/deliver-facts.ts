import { globalDb } from "../db/db.ts";
import { inTransaction } from "../db/transaction.ts";
import { log } from "../observability/log.ts";
import type { Subscriber } from "./fact.ts";
import {
  claimDeliveries,
  type Delivery,
  listDueSubscribers,
  postponeDelivery,
  removeDelivery,
  takeDeliveries,
} from "./outbox-store.ts";
import { pauseBefore } from "./retry-rules.ts";

/** How long a process has for a fact before another one may take it over; a mail server takes ten seconds at most. */
const CLAIM_SECONDS = 60;
/** Facts that one transaction of `apply` takes. */
const APPLY_BATCH = 500;

/**
 * Delivers the due facts of a subscriber until none is left or `isStopping`; answers how many took effect. A failing fact is
 * postponed and never thrown; throws only when the database is unreachable.
 */
export async function deliverFacts(subscriber: Subscriber, isStopping = () => false): Promise<number> {
  if ("apply" in subscriber) return applyFacts(subscriber, isStopping);
  const lanes = Array.from({ length: subscriber.atOnce ?? 1 }, () => handleFacts(subscriber, isStopping));
  return (await Promise.all(lanes)).reduce((sum, done) => sum + done, 0);
}

/** Delivers all due facts once, for hosts without a long-lived process. */
export async function deliverAll(subscribers: readonly Subscriber[]): Promise<number> {
  const due = new Set(await listDueSubscribers());
  const done = await Promise.all(subscribers.filter(({ name }) => due.has(name)).map((each) => deliverFacts(each)));
  return done.reduce((sum, each) => sum + each, 0);
}

type Handler = Extract<Subscriber, { handle: unknown }>;

async function handleFacts(subscriber: Handler, isStopping: () => boolean): Promise<number> {
  let done = 0;
  while (!isStopping()) {
    const [delivery] = await claimDeliveries(subscriber.name, 1, CLAIM_SECONDS);
    if (!delivery) break;
    if (await isHandled(subscriber, delivery)) done += 1;
  }
  return done;
}

async function isHandled({ name, handle }: Handler, delivery: Delivery): Promise<boolean> {
  try {
    await handle(delivery);
  } catch (error) {
    await putOff(name, delivery, error);
    return false;
  }
  await removeDelivery(name, delivery);
  return true;
}

type Applier = Extract<Subscriber, { apply: unknown }>;

async function applyFacts(subscriber: Applier, isStopping: () => boolean): Promise<number> {
  let done = 0;
  let limit = APPLY_BATCH;
  while (!isStopping()) {
    const batch = await applyBatch(subscriber, limit);
    if (batch.ok) {
      if (batch.facts.length === 0) break;
      done += batch.facts.length;
    } else {
      // One fact that cannot be applied must not keep the others: they are tried one by one, and it alone is put off.
      const [delivery, ...more] = batch.facts;
      if (delivery && more.length === 0)
        await putOff(subscriber.name, { ...delivery, attempts: delivery.attempts + 1 }, batch.error);
      limit = 1;
    }
  }
  return done;
}

async function applyBatch(
  { name, apply }: Applier,
  limit: number,
): Promise<{ ok: true; facts: Delivery[] } | { ok: false; facts: Delivery[]; error: unknown }> {
  let facts: Delivery[] = [];
  try {
    await inTransaction(globalDb(), async (tx) => {
      facts = await takeDeliveries(tx, name, limit);
      if (facts.length > 0) await apply(tx, facts);
    });
    return { ok: true, facts };
  } catch (error) {
    if (facts.length === 0) throw error;
    return { ok: false, facts, error };
  }
}

async function putOff(subscriber: string, delivery: Delivery, error: unknown): Promise<void> {
  const { eventId, id, type, attempts } = delivery;
  const pauseSeconds = pauseBefore(attempts + 1);
  const level = pauseSeconds === undefined ? "error" : "warn";
  log()[level]({ subscriber, fact: id, eventId, type, attempts, pauseSeconds, err: error }, "a fact was not acted on");
  const failure = error instanceof Error ? error.message.slice(0, 500) : "unknown";
  await postponeDelivery(subscriber, delivery, { failure, pauseSeconds });
}
