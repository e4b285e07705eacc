/**
 * Makes the transaction the one that moves facts, unless another one is. The lock falls with its transaction, so that a killed
 * relay is followed at once and has moved a batch whole or not at all.
 */
export const LEAD = `SELECT pg_try_advisory_xact_lock(72707371) AS "isLeader"`;

/**
 * Moves $1 facts at most out of the outbox into one row for each subscriber, behind LEAD in its transaction. They are removed as
 * they are moved: a fact whose transaction commits late is simply moved late, where a cursor over ids or times would have passed
 * it. A statement that sees a fact sees the earlier ones of its subject, since the lock on the subject ordered their commits. $2
 * and $3: a type and a subscriber of it, pair by pair.
 */
export const MOVE = `
WITH due AS MATERIALIZED (
  SELECT o.event_id, o.id FROM outbox o ORDER BY o.at, o.id LIMIT $1::int
), moved AS (
  DELETE FROM outbox o USING due d WHERE o.event_id = d.event_id AND o.id = d.id RETURNING o.*
), delivered AS (
  INSERT INTO fact_deliveries (subscriber, event_id, id, type, subject, payload, at)
  SELECT s.subscriber, m.event_id, m.id, m.type, m.subject, m.payload, m.at
  FROM moved m JOIN unnest($2::text[], $3::text[]) AS s(type, subscriber) ON s.type = m.type
)
SELECT count(*)::int AS moved FROM moved`;

/** Of the facts that wait for the subscriber $1 and are due, those that are the earliest of their subject; $2 at most. */
const HEADS = `
  SELECT d.event_id, d.id FROM fact_deliveries d
  WHERE d.subscriber = $1::text AND d.given_up_at IS NULL AND d.due_at <= now() AND NOT EXISTS (
    SELECT 1 FROM fact_deliveries e WHERE e.subscriber = d.subscriber AND e.event_id = d.event_id AND e.subject = d.subject
      AND e.given_up_at IS NULL AND (e.at, e.id) < (d.at, d.id))
  ORDER BY d.at, d.id LIMIT $2::int FOR UPDATE OF d SKIP LOCKED`;

const COLUMNS = `d.event_id AS "eventId", d.id::text AS id, d.type, d.subject, d.payload, d.at, d.attempts`;

/** Takes facts for $3 seconds: the next to ask for them is answered when they are over. */
export const CLAIM = `
WITH heads AS MATERIALIZED (${HEADS}), claimed AS (
  UPDATE fact_deliveries d SET attempts = d.attempts + 1, due_at = now() + make_interval(secs => $3::int)
  FROM heads h WHERE d.subscriber = $1::text AND d.event_id = h.event_id AND d.id = h.id RETURNING ${COLUMNS}
)
SELECT * FROM claimed ORDER BY at, id`;

/** Removes facts and answers them; in a transaction that fails they are back. */
export const TAKE = `
WITH heads AS MATERIALIZED (${HEADS}), taken AS (
  DELETE FROM fact_deliveries d USING heads h WHERE d.subscriber = $1::text AND d.event_id = h.event_id AND d.id = h.id
  RETURNING ${COLUMNS}
)
SELECT * FROM taken ORDER BY at, id`;

/** The facts of an event that a subscriber has not acted on, wherever they are: type and payload of each. */
export const pendingFacts = (subscriber: string, eventId: string) => `(
  SELECT o.type, o.payload FROM outbox o WHERE o.event_id = ${eventId}
  UNION ALL
  SELECT d.type, d.payload FROM fact_deliveries d WHERE d.subscriber = ${subscriber} AND d.event_id = ${eventId} AND d.given_up_at IS NULL)`;
