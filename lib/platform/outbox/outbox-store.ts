import { globalDb } from "../db/db.ts";
import { inTransaction, type Transaction } from "../db/transaction.ts";
import type { Fact } from "./fact.ts";
import { CLAIM, LEAD, MOVE, pendingFacts, TAKE } from "./outbox-statements.ts";

/** Moves at most `limit` facts to those who wait for them; answers how many it took. 0 when another relay is at it. */
export async function moveFacts(
  routes: readonly { type: string; subscriber: string }[],
  limit: number,
): Promise<number> {
  const types = routes.map(({ type }) => type);
  const subscribers = routes.map(({ subscriber }) => subscriber);
  return inTransaction(globalDb(), async (tx) => {
    const [lead] = await tx.$queryRawUnsafe<{ isLeader: boolean }[]>(LEAD);
    if (!lead?.isLeader) return 0;
    const [row] = await tx.$queryRawUnsafe<{ moved: number }[]>(MOVE, limit, types, subscribers);
    return row?.moved ?? 0;
  });
}

/** The subscribers that have something to do now. */
export async function listDueSubscribers(): Promise<string[]> {
  const rows = await globalDb().$queryRaw<{ subscriber: string }[]>`
    SELECT DISTINCT subscriber FROM fact_deliveries WHERE given_up_at IS NULL AND due_at <= now()`;
  return rows.map(({ subscriber }) => subscriber);
}

export type Delivery = Fact & { attempts: number };

/**
 * Claims facts for a subscriber for this many seconds, the earliest of each subject. If the process dies, another one may claim
 * them when the time is over.
 */
export async function claimDeliveries(subscriber: string, limit: number, seconds: number): Promise<Delivery[]> {
  return globalDb().$queryRawUnsafe<Delivery[]>(CLAIM, subscriber, limit, seconds);
}

/** The fact took effect: nothing is left of it for this subscriber. */
export async function removeDelivery(subscriber: string, { eventId, id }: Fact): Promise<void> {
  await globalDb().$executeRaw`
    DELETE FROM fact_deliveries WHERE subscriber = ${subscriber} AND event_id = ${eventId}::int AND id = ${id}::uuid`;
}

/** Puts a fact off that failed; without a pause it is given up, and later facts of its subject go on without it. */
export async function postponeDelivery(
  subscriber: string,
  { eventId, id, attempts }: Delivery,
  next: { failure: string; pauseSeconds: number | undefined },
): Promise<void> {
  const { failure, pauseSeconds = null } = next;
  await globalDb().$executeRaw`
    UPDATE fact_deliveries SET failure = ${failure}, attempts = ${attempts}::int,
      due_at = now() + make_interval(secs => coalesce(${pauseSeconds}::float8, 0)),
      given_up_at = CASE WHEN ${pauseSeconds}::float8 IS NULL THEN now() END
    WHERE subscriber = ${subscriber} AND event_id = ${eventId}::int AND id = ${id}::uuid`;
}

/** Removes facts in the caller's transaction and answers them: they are back when it fails. */
export async function takeDeliveries(tx: Transaction, subscriber: string, limit: number): Promise<Delivery[]> {
  return tx.$queryRawUnsafe<Delivery[]>(TAKE, subscriber, limit);
}

export type Backlog = {
  /** A subscriber's name, or `relay` for the outbox itself. */
  subscriber: string;
  waiting: number;
  /** Seconds since the oldest that waits happened. */
  lagSeconds: number;
  givenUp: number;
};

/** What waits, by subscriber; nothing of those for whom nothing does. */
export async function listBacklogs(): Promise<Backlog[]> {
  return globalDb().$queryRaw<Backlog[]>`
    SELECT subscriber, count(*) FILTER (WHERE given_up_at IS NULL)::int AS waiting,
      coalesce(extract(epoch FROM clock_timestamp() - min(at) FILTER (WHERE given_up_at IS NULL)), 0)::float8 AS "lagSeconds",
      count(given_up_at)::int AS "givenUp"
    FROM fact_deliveries GROUP BY subscriber
    UNION ALL
    SELECT 'relay', count(*)::int, coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::float8, 0 FROM outbox HAVING count(*) > 0`;
}

/** Removes what was given up, or waits for a subscriber that there is no more, since that many days; answers how many. */
export async function deleteOldDeliveries(days: number): Promise<number> {
  return globalDb().$executeRaw`DELETE FROM fact_deliveries WHERE at < now() - make_interval(days => ${days}::int)`;
}

/** Which facts: those of a type and an event whose payload holds this. */
export type FactsAsked = { subscriber: string; eventId: number; type: string; having: object };

/** How many of these facts the subscriber has still to act on, wherever they are, and how many it was given up on. */
export async function countPending({
  subscriber,
  eventId,
  type,
  having,
}: FactsAsked): Promise<{ waiting: number; givenUp: number }> {
  const [row] = await globalDb().$queryRawUnsafe<{ waiting: number; givenUp: number }[]>(
    `SELECT (SELECT count(*)::int FROM ${pendingFacts("$1::text", "$2::int")} p WHERE p.type = $3::text AND p.payload @> $4::jsonb) AS waiting,
      (SELECT count(*)::int FROM fact_deliveries d WHERE d.subscriber = $1::text AND d.event_id = $2::int
        AND d.given_up_at IS NOT NULL AND d.type = $3::text AND d.payload @> $4::jsonb) AS "givenUp"`,
    subscriber,
    eventId,
    type,
    JSON.stringify(having),
  );
  return row ?? { waiting: 0, givenUp: 0 };
}

/** Those of these subjects for which such a fact still waits. */
export async function listPendingSubjects(
  { subscriber, eventId, type, having }: FactsAsked,
  subjects: readonly string[],
): Promise<string[]> {
  const rows = await globalDb().$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT subject FROM fact_deliveries WHERE subscriber = ${subscriber} AND event_id = ${eventId}::int
      AND given_up_at IS NULL AND type = ${type} AND payload @> ${JSON.stringify(having)}::jsonb
      AND subject = ANY(${[...subjects]}::text[])`;
  return rows.map(({ subject }) => subject);
}
