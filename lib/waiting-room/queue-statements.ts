import { eventOf } from "#lib/catalog/event-fragments";

/**
 * The statements that move the queue. The policy, on one page:
 *
 * 1. A statement that numbers or calls tickets locks the room's row first and continues only while `version` still equals
 *    the value in its own snapshot: two such steps at once count as one, whichever process leads (INV-9). The counts below
 *    come from the same snapshot, so no step counts places that another has already filled.
 * 2. Joining and redeeming touch one ticket only; thousands run at a time and never wait for the room.
 * 3. A ticket is called once, by `called_at`, and redeemed once, by `redeemed_at`; each is a guarded write.
 * 4. The database's clock decides every deadline.
 */
const LOCKED_ROOM = `
  SELECT w.* FROM waiting_rooms w
  WHERE w.event_id = $1::int AND w.closed_at IS NULL AND w.version = (SELECT version FROM waiting_rooms WHERE event_id = $1::int)`;

/** $1 event. The digest of the tickets from before the opening, computed like `saltOf` in draw.ts. */
export const ENTRANTS_STATEMENT = `
SELECT encode(sha256(convert_to(coalesce(string_agg(t.id::text, E'\\n' ORDER BY t.id::text COLLATE "C"), ''), 'UTF8')), 'hex') AS salt
FROM waiting_rooms w LEFT JOIN queue_tickets t ON t.event_id = w.event_id AND t.created_at < w.opens_at
WHERE w.event_id = $1::int`;

/**
 * $1 event, $2 salt, $3 and $4 the key's pads, $5 seed. Draws once: tickets from before the opening are numbered in the
 * order of their keys. Does nothing before the opening, a second time, or when the salt is not the digest of exactly those
 * tickets.
 */
export const DRAW_STATEMENT = `
WITH room AS MATERIALIZED (
  ${LOCKED_ROOM} AND w.drawn_at IS NULL AND w.opens_at <= now() FOR UPDATE
), entrants AS MATERIALIZED (
  SELECT t.id FROM room r JOIN queue_tickets t ON t.event_id = r.event_id AND t.created_at < r.opens_at
), listed AS MATERIALIZED (
  SELECT count(*)::int AS n,
    encode(sha256(convert_to(coalesce(string_agg(id::text, E'\\n' ORDER BY id::text COLLATE "C"), ''), 'UTF8')), 'hex') AS salt
  FROM entrants
), drawn AS (
  UPDATE waiting_rooms w
  SET drawn_at = now(), stepped_at = now(), salt = $2, seed = $5, drawn_count = l.n, last_number = l.n, version = w.version + 1
  FROM room r, listed l WHERE w.event_id = r.event_id AND l.salt = $2 RETURNING w.event_id
), keyed AS (
  SELECT e.id, sha256($4::bytea || sha256($3::bytea || convert_to(e.id::text, 'UTF8'))) AS key FROM entrants e CROSS JOIN drawn
), numbered AS (
  SELECT id, key, row_number() OVER (ORDER BY key, id) AS number FROM keyed
), stored AS (
  UPDATE queue_tickets t SET draw_key = n.key, sequence = n.number FROM numbered n WHERE t.event_id = $1::int AND t.id = n.id
)
SELECT event_id FROM drawn`;

/** $1 event. Gives tickets that joined after the draw the next numbers, in the order of arrival. Answers how many. */
export const NUMBER_STATEMENT = `
WITH room AS MATERIALIZED (
  ${LOCKED_ROOM} AND w.drawn_at IS NOT NULL
    AND EXISTS (SELECT FROM queue_tickets t WHERE t.event_id = $1::int AND t.called_at IS NULL AND t.sequence IS NULL) FOR UPDATE
), late AS MATERIALIZED (
  SELECT t.id, r.last_number + row_number() OVER (ORDER BY t.joined_at, t.id) AS number
  FROM room r JOIN queue_tickets t ON t.event_id = r.event_id WHERE t.called_at IS NULL AND t.sequence IS NULL
), moved AS (
  UPDATE waiting_rooms w SET last_number = l.last, version = w.version + 1
  FROM (SELECT max(number) AS last FROM late) l WHERE w.event_id = $1::int AND l.last IS NOT NULL
), numbered AS (
  UPDATE queue_tickets t SET sequence = l.number FROM late l WHERE t.event_id = $1::int AND t.id = l.id RETURNING t.id
)
SELECT count(*)::int AS numbered FROM numbered`;

/**
 * $1 event. Calls the next tickets in the order of the queue: as many as the rate's bucket (two seconds deep) and the free
 * places allow. A place is taken by a lease, or reserved for a called ticket until its time to redeem the pass is over;
 * absent people are thereby skipped in place. Answers how many were called.
 */
export const CALL_STATEMENT = `
WITH room AS MATERIALIZED (
  ${LOCKED_ROOM} AND w.drawn_at IS NOT NULL FOR UPDATE
), measured AS MATERIALIZED (
  SELECT r.*, r.rate_per_minute / 60.0::float8 AS rate, greatest(0, extract(epoch FROM now() - r.stepped_at))::float8 AS elapsed,
    (SELECT count(*) FROM queue_leases l WHERE l.event_id = r.event_id AND l.expires_at > now()) AS taken,
    (SELECT count(*) FROM queue_tickets t WHERE t.event_id = r.event_id AND t.redeemed_at IS NULL
      AND t.called_at > now() - make_interval(secs => r.claim_seconds)) AS kept,
    EXISTS (SELECT FROM queue_tickets t WHERE t.event_id = r.event_id AND t.called_at IS NULL AND t.sequence IS NOT NULL) AS is_waited
  FROM room r
), bucket AS MATERIALIZED (
  SELECT *, least(greatest(1, 2 * rate), tokens + elapsed * rate) AS full_tokens FROM measured
), next AS MATERIALIZED (
  SELECT t.id FROM queue_tickets t WHERE t.event_id = $1::int AND t.called_at IS NULL AND t.sequence IS NOT NULL
  ORDER BY t.sequence
  LIMIT coalesce((SELECT greatest(0, least(floor(full_tokens), places_max - taken - kept))::int FROM bucket), 0)
), called AS (
  UPDATE queue_tickets t SET called_at = now() FROM next n
  WHERE t.event_id = $1::int AND t.id = n.id AND t.called_at IS NULL RETURNING t.sequence
), total AS MATERIALIZED (
  SELECT count(*)::int AS n, coalesce(max(sequence), 0) AS last FROM called
)
UPDATE waiting_rooms w
SET tokens = b.full_tokens - t.n, stepped_at = now(), serving = greatest(w.serving, t.last), called_count = w.called_count + t.n,
  pace_per_second = w.pace_per_second
    + (1 - exp(-least(b.elapsed, 2) / 180)) * (t.n / greatest(least(b.elapsed, 2), 0.1) - w.pace_per_second),
  version = w.version + 1
FROM bucket b, total t WHERE w.event_id = b.event_id AND b.is_waited
RETURNING t.n AS called`;

/**
 * Calls a second over the last minutes in which people were waiting. The moving average starts at zero; the divisor corrects
 * for its missing history. Without it the first estimates would be three times too long.
 */
export const PACE = `w.pace_per_second / (1 - exp(-greatest(1, extract(epoch FROM now() - coalesce(w.drawn_at, now()))) / 180))::float8`;

/** The best ticket of a buyer, who may have several keys, with its state. $1 event, $2 keys. */
const BEST_TICKET = `
  SELECT s.* FROM (
    SELECT t.*, l.expires_at AS lease_until, CASE
      WHEN l.expires_at > now() THEN 'admitted'
      WHEN t.redeemed_at IS NOT NULL THEN 'ended'
      WHEN t.called_at > now() - make_interval(secs => w.claim_seconds) THEN 'called'
      WHEN t.called_at IS NOT NULL THEN 'missed'
      WHEN t.sequence IS NOT NULL THEN 'waiting'
      ELSE 'joined' END AS state
    FROM queue_tickets t JOIN waiting_rooms w ON w.event_id = t.event_id
    LEFT JOIN queue_leases l ON l.event_id = t.event_id AND l.ticket_id = t.id
    WHERE t.event_id = $1::int AND t.buyer_key = ANY ($2::text[])
  ) s
  ORDER BY array_position(ARRAY['admitted', 'called', 'waiting', 'joined', 'missed', 'ended'], s.state), s.sequence, s.id LIMIT 1`;

/** $1 event, $2 keys. The room and, if the buyer has one, the ticket. */
export const PLACE_STATEMENT = `
SELECT w.event_id AS "eventId", w.closed_at IS NULL AND e.status = 'PUBLISHED' AND now() < e.sales_end_at AS "isOpen",
  w.serving::int, w.rate_per_minute AS "ratePerMinute", ${PACE} AS "pacePerSecond", w.called_count AS "calledCount",
  t.id::text AS "ticketId", t.state, t.sequence::int, t.joined_at AS "joinedAt", t.missed,
  CASE WHEN t.state = 'called' THEN t.called_at + make_interval(secs => w.claim_seconds) END AS "claimUntil",
  CASE WHEN t.state = 'admitted' THEN t.lease_until END AS "leaseUntil"
FROM waiting_rooms w JOIN ${eventOf("w.event_id")} e ON true LEFT JOIN (${BEST_TICKET}) t ON true
WHERE w.event_id = $1::int`;

/**
 * $1 event, $2 keys, $3 the key that will hold seats, $4 seconds a lease lasts without a heartbeat. Redeems a called ticket's
 * pass for a lease, or extends a live one, never beyond the room's `lease_seconds` in total. No row when the ticket has
 * neither a pass nor a lease.
 */
export const REDEEM_STATEMENT = `
WITH mine AS MATERIALIZED (
  SELECT b.event_id, b.id, w.claim_seconds, w.lease_seconds
  FROM (${BEST_TICKET}) b JOIN waiting_rooms w ON w.event_id = b.event_id
), redeemed AS (
  UPDATE queue_tickets t SET redeemed_at = now() FROM mine m
  WHERE t.event_id = m.event_id AND t.id = m.id AND t.redeemed_at IS NULL
    AND t.called_at > now() - make_interval(secs => m.claim_seconds)
  RETURNING t.event_id, t.id
), leased AS (
  INSERT INTO queue_leases AS l (event_id, ticket_id, buyer_key, redeemed_at, expires_at)
  SELECT r.event_id, r.id, $3::text, now(), now() + make_interval(secs => least($4::int, m.lease_seconds)) FROM redeemed r CROSS JOIN mine m
  ON CONFLICT (event_id, ticket_id) DO UPDATE
  SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at, expires_at = excluded.expires_at
  RETURNING l.*
), renewed AS (
  UPDATE queue_leases l SET buyer_key = $3::text,
    expires_at = least(now() + make_interval(secs => $4::int), l.redeemed_at + make_interval(secs => m.lease_seconds))
  FROM mine m WHERE l.event_id = m.event_id AND l.ticket_id = m.id AND l.expires_at > now() RETURNING l.*
)
SELECT g.ticket_id::text AS "ticketId", g.expires_at AS "expiresAt",
  (g.redeemed_at + make_interval(secs => m.lease_seconds))::timestamptz(3) AS "endsAt", g.is_new AS "isNew"
FROM (SELECT *, true AS is_new FROM leased UNION ALL SELECT *, false FROM renewed) g CROSS JOIN mine m`;
