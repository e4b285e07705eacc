import { db } from "../db/db.ts";
import type { Transaction } from "../db/transaction.ts";
import type { Fact } from "./fact.ts";

/**
 * Moves facts out of the outbox into one row for each subscriber, by removing them: a fact whose transaction commits late is
 * simply moved late, where a cursor over ids would have passed it. The advisory lock lets one relay of all move at a time
 * and falls with its transaction, so that a killed relay is followed at once and has moved a batch whole or not at all.
 * Whoever sees a fact sees all earlier ones of its subject, because the lock on the subject ordered their commits.
 */
const MOVE = `
WITH leader AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(72707371) AS is_here
), due AS MATERIALIZED (
  SELECT o.event_id, o.id FROM leader l, outbox o WHERE l.is_here ORDER BY o.at, o.id LIMIT $1::int
), moved AS (
  DELETE FROM outbox o USING due d WHERE o.event_id = d.event_id AND o.id = d.id RETURNING o.*
), delivered AS (
  INSERT INTO fact_deliveries (subscriber, event_id, id, type, subject, payload, at)
  SELECT s.subscriber, m.event_id, m.id, m.type, m.subject, m.payload, m.at
  FROM moved m JOIN unnest($2::text[], $3::text[]) AS s(type, subscriber) ON s.type = m.type
)
SELECT count(*)::int AS moved FROM moved`;

/** Moves at most `limit` facts to those who wait for them; answers how many it took. 0 when another relay is at it. */
export async function moveFacts(
  routes: readonly { type: string; subscriber: string }[],
  limit: number,
): Promise<number> {
  const types = routes.map(({ type }) => type);
  const subscribers = routes.map(({ subscriber }) => subscriber);
  const [row] = await db().$queryRawUnsafe<{ moved: number }[]>(MOVE, limit, types, subscribers);
  return row?.moved ?? 0;
}

/** The subscribers that have something to do now. */
export async function listDueSubscribers(): Promise<string[]> {
  const rows = await db().$queryRaw<{ subscriber: string }[]>`
    SELECT DISTINCT subscriber FROM fact_deliveries WHERE given_up_at IS NULL AND due_at <= now()`;
  return rows.map(({ subscriber }) => subscriber);
}

export type Delivery = Fact & { attempts: number };

/** The facts that are the earliest of their subject for the subscriber $1 and due. */
const HEADS = `
  SELECT d.event_id, d.id FROM fact_deliveries d
  WHERE d.subscriber = $1::text AND d.given_up_at IS NULL AND d.due_at <= now() AND NOT EXISTS (
    SELECT 1 FROM fact_deliveries e WHERE e.subscriber = d.subscriber AND e.event_id = d.event_id AND e.subject = d.subject
      AND e.given_up_at IS NULL AND (e.at, e.id) < (d.at, d.id))
  ORDER BY d.at, d.id LIMIT $2::int FOR UPDATE OF d SKIP LOCKED`;

const COLUMNS = `d.event_id AS "eventId", d.id::text AS id, d.type, d.subject, d.payload, d.at, d.attempts`;

const CLAIM = `
WITH heads AS MATERIALIZED (${HEADS}), claimed AS (
  UPDATE fact_deliveries d SET attempts = d.attempts + 1, due_at = now() + make_interval(secs => $3::int)
  FROM heads h WHERE d.subscriber = $1::text AND d.event_id = h.event_id AND d.id = h.id RETURNING ${COLUMNS}
)
SELECT * FROM claimed ORDER BY at, id`;

/**
 * Takes facts for a subscriber for so many seconds, of each subject the earliest. Whoever died with them in hand is followed
 * when the time is over.
 */
export async function claimDeliveries(subscriber: string, limit: number, seconds: number): Promise<Delivery[]> {
  return db().$queryRawUnsafe<Delivery[]>(CLAIM, subscriber, limit, seconds);
}

/** The fact took effect: nothing is left of it for this subscriber. */
export async function removeDelivery(subscriber: string, { eventId, id }: Fact): Promise<void> {
  await db().$executeRaw`
    DELETE FROM fact_deliveries WHERE subscriber = ${subscriber} AND event_id = ${eventId}::int AND id = ${id}::uuid`;
}

/** Puts a fact off that failed; without a pause it is given up, and later facts of its subject go on without it. */
export async function postponeDelivery(
  subscriber: string,
  { eventId, id, attempts }: Delivery,
  next: { failure: string; pauseSeconds: number | undefined },
): Promise<void> {
  const { failure, pauseSeconds = null } = next;
  await db().$executeRaw`
    UPDATE fact_deliveries SET failure = ${failure}, attempts = ${attempts}::int,
      due_at = now() + make_interval(secs => coalesce(${pauseSeconds}::float8, 0)),
      given_up_at = CASE WHEN ${pauseSeconds}::float8 IS NULL THEN now() END
    WHERE subscriber = ${subscriber} AND event_id = ${eventId}::int AND id = ${id}::uuid`;
}

const TAKE = `
WITH heads AS MATERIALIZED (${HEADS}), taken AS (
  DELETE FROM fact_deliveries d USING heads h WHERE d.subscriber = $1::text AND d.event_id = h.event_id AND d.id = h.id
  RETURNING ${COLUMNS}
)
SELECT * FROM taken ORDER BY at, id`;

/** Removes facts in the caller's transaction and answers them: they are back when it fails. */
export async function takeDeliveries(tx: Transaction, subscriber: string, limit: number): Promise<Delivery[]> {
  return tx.$queryRawUnsafe<Delivery[]>(TAKE, subscriber, limit);
}
