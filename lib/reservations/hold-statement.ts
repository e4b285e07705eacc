import { KEPT } from "#lib/platform/http/idempotency-store";

/**
 * The statement that decides who gets the seats: compare-and-swap over whole baskets, for a batch of requests at once.
 * The locking policy of holds, on one page:
 *
 * 1. Requests that cannot win (sale closed, not let in by the waiting room, over a limit, seen before, under an
 *    idempotency key that was used in this event) lock nothing.
 * 2. The wanted rows of all others are locked in (event, seat) order. Every other statement that touches several seats
 *    locks them in this order too, so no two can wait for each other in a circle.
 * 3. After the lock a seat counts as free when it is AVAILABLE, or HELD and past its time: no worker is needed for a hold
 *    to end. PostgreSQL evaluates this on the row as it is after the wait, so INV-4 holds at READ COMMITTED.
 *    It is asked there and nowhere else: the later UPDATE reads rows as they were when the statement began, and would pass
 *    over a seat that came free while we waited for it, leaving a basket in part. The lock keeps what was judged true.
 * 4. A basket wins all its seats or none (INV-7).
 * 5. The buyer's limit was counted from the statement's snapshot. `event_buyers.version` proves that no other hold of the
 *    same buyer committed since: the guarded upsert loses otherwise, nothing is written and the request comes again. Rows
 *    are claimed in key order, after the seats.
 *
 * One auto-commit statement, no interactive transaction, no counter that two buyers share.
 *
 * `idx` is dense from 0, the place of a request in its batch. What one step tells the next about a basket goes by arrays in
 * this order or by a LEFT JOIN from all requests: PostgreSQL plans the statement once for batches of every size, guesses a
 * row or ten, and an inner join of two such guesses becomes a nested loop over 64 × 128 rows, half the time of a batch. Tables
 * that grow are asked a row at a time (LATERAL … LIMIT 1): joined, they are read from end to end for each batch as long as
 * the database has not counted them, again half its time.
 */
export const HOLD_STATEMENT = `
WITH req AS MATERIALIZED (
  SELECT * FROM unnest($1::int[], $2::int[], $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::int[], $8::text[], $9::text[])
    AS r(idx, event_id, id, buyer_key, client_id, ttl, n, idempotency_key, fingerprint)
), ruled AS MATERIALIZED (
  SELECT r.*, e.currency, least(r.ttl, e.hold_seconds) AS seconds, e.seats_per_hold_max, e.seats_per_buyer_max,
    coalesce(e.status = 'PUBLISHED' AND now() >= e.sales_start_at AND now() < e.sales_end_at, false) AS is_open,
    CASE WHEN e.has_waiting_room THEN coalesce((
      SELECT true FROM queue_leases q WHERE q.event_id = r.event_id AND q.buyer_key = r.buyer_key AND q.expires_at > now() LIMIT 1
    ), false) ELSE true END AS is_let_in,
    coalesce(b.version, 0) AS buyer_version, x.already, p.id AS prior_id,
    p.first_seat_ids AS prior_seat_ids, p.first_unit_minor AS prior_unit_minor, p.first_total_minor AS prior_total_minor,
    p.first_expires_at AS prior_expires_at, p.created_at AS prior_created_at,
    coalesce(k.fingerprint, f.fingerprint) <> r.fingerprint AS is_other_request, k.fingerprint IS NOT NULL OR f.refusal IS NOT NULL AS is_used_key,
    CASE WHEN k.fingerprint IS NULL THEN f.refusal END AS first_refusal
  -- LEFT, since an event may be deleted while people look at it: a request without a row would move its neighbours' places.
  FROM req r LEFT JOIN events e ON e.id = r.event_id
  LEFT JOIN LATERAL (
    SELECT o.version FROM event_buyers o WHERE o.event_id = r.event_id AND o.buyer_key = r.buyer_key LIMIT 1
  ) b ON true
  LEFT JOIN LATERAL (
    SELECT o.* FROM reservations o
    WHERE o.event_id = r.event_id AND o.buyer_key = r.buyer_key AND o.client_reservation_id = r.client_id LIMIT 1
  ) p ON true
  LEFT JOIN LATERAL (
    SELECT o.fingerprint FROM reservations o
    WHERE o.event_id = r.event_id AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key AND o.created_at >= now() - ${KEPT} LIMIT 1
  ) k ON true
  LEFT JOIN LATERAL (
    SELECT o.fingerprint, o.refusal FROM refused_holds o
    WHERE o.event_id = r.event_id AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key AND o.refused_at >= now() - ${KEPT} LIMIT 1
  ) f ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(cardinality(o.seat_ids)), 0)::int AS already FROM reservations o
    WHERE o.event_id = r.event_id AND o.buyer_key = r.buyer_key
      AND (o.status = 'CONFIRMED' OR (o.status IN ('HELD', 'PAYING') AND o.expires_at > now()))
  ) x
), forgotten AS (
  -- A key may be used again after a day: the reservation that it made lets it go.
  UPDATE reservations o SET idempotency_key = NULL, fingerprint = NULL FROM ruled r
  WHERE o.event_id = r.event_id AND o.buyer_key = r.buyer_key AND o.idempotency_key = r.idempotency_key AND o.created_at < now() - ${KEPT}
  RETURNING 1
), judged AS MATERIALIZED (
  SELECT u.*, u.n <= u.seats_per_hold_max AND u.already + u.n <= u.seats_per_buyer_max AS is_within_limits
  FROM ruled u
), eligible AS MATERIALIZED (
  SELECT array_agg(is_open AND is_let_in AND is_within_limits AND prior_id IS NULL AND NOT is_used_key ORDER BY idx) AS is_eligible FROM judged
), locked AS MATERIALIZED (
  SELECT w.idx, s.event_id, s.id, s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now()) AS is_free
  FROM unnest($10::int[], $11::int[], $12::int[]) AS w(idx, event_id, seat_id)
  JOIN seats s ON s.event_id = w.event_id AND s.id = w.seat_id
  WHERE (SELECT is_eligible FROM eligible)[w.idx + 1]
  ORDER BY s.event_id, s.id
  FOR UPDATE OF s
), counted AS MATERIALIZED (
  SELECT l.idx, count(*) FILTER (WHERE l.is_free) AS free_count, array_agg(l.id) FILTER (WHERE NOT l.is_free) AS taken
  FROM locked l GROUP BY l.idx
), tried AS MATERIALIZED (
  SELECT j.*, c.taken, coalesce(c.free_count = j.n, false) AS is_all_free FROM judged j LEFT JOIN counted c ON c.idx = j.idx
), claimed AS (
  INSERT INTO event_buyers AS b (event_id, buyer_key, version)
  SELECT t.event_id, t.buyer_key, t.buyer_version + 1 FROM tried t WHERE t.is_all_free ORDER BY t.event_id, t.buyer_key
  ON CONFLICT (event_id, buyer_key) DO UPDATE SET version = excluded.version WHERE b.version = excluded.version - 1
  RETURNING b.event_id, b.buyer_key
), settled AS MATERIALIZED (
  SELECT t.*, c.event_id IS NOT NULL AS is_won FROM tried t
  LEFT JOIN claimed c ON c.buyer_key = t.buyer_key AND c.event_id = t.event_id
), winners AS MATERIALIZED (
  SELECT array_agg(CASE WHEN is_won THEN id END ORDER BY idx) AS ids, array_agg(seconds ORDER BY idx) AS seconds FROM settled
), swapped AS (
  UPDATE seats s
  SET status = 'HELD', version = s.version + 1, reservation_id = w.ids[l.idx + 1],
    held_until = now() + make_interval(secs => w.seconds[l.idx + 1])
  FROM locked l, winners w
  WHERE s.event_id = l.event_id AND s.id = l.id AND w.ids[l.idx + 1] IS NOT NULL
  RETURNING l.idx, s.event_id, s.id, s.version, s.price_level_id
), priced AS MATERIALIZED (
  SELECT t.idx, array_agg(t.id ORDER BY t.id) AS seat_ids, array_agg(t.version ORDER BY t.id) AS versions,
    array_agg(p.price_minor ORDER BY t.id) AS unit_minor, sum(p.price_minor)::int AS total_minor
  FROM swapped t JOIN price_levels p ON p.event_id = t.event_id AND p.id = t.price_level_id GROUP BY t.idx
), answered AS MATERIALIZED (
  SELECT s.*, p.seat_ids, p.versions, p.unit_minor, p.total_minor, (now() + make_interval(secs => s.seconds))::timestamptz(3) AS expires_at
  FROM settled s LEFT JOIN priced p ON p.idx = s.idx
), made AS (
  INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, seat_ids, unit_minor, total_minor, currency, expires_at,
    idempotency_key, fingerprint, first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
  SELECT event_id, id, buyer_key, client_id, seat_ids, unit_minor, total_minor, currency, expires_at,
    idempotency_key, fingerprint, seat_ids, unit_minor, total_minor, expires_at
  FROM answered WHERE is_won AND (SELECT count(*) FROM forgotten) >= 0
)
SELECT a.idx,
  CASE
    WHEN a.is_other_request THEN 'other_request'
    WHEN a.first_refusal IS NOT NULL THEN 'refused_before'
    WHEN a.prior_id IS NOT NULL THEN 'replayed'
    WHEN a.is_won THEN 'held'
    WHEN NOT a.is_open THEN 'closed'
    WHEN NOT a.is_let_in THEN 'queue'
    WHEN NOT a.is_within_limits THEN 'over_limit'
    WHEN a.is_all_free THEN 'again'
    ELSE 'taken'
  END AS outcome,
  a.prior_id::text AS id, a.currency,
  coalesce(a.prior_seat_ids, a.seat_ids) AS seat_ids,
  coalesce(a.prior_unit_minor, a.unit_minor) AS unit_minor,
  coalesce(a.prior_total_minor, a.total_minor) AS total_minor,
  coalesce(a.prior_expires_at, a.expires_at) AS expires_at,
  coalesce(a.prior_created_at, now()::timestamptz(3)) AS created_at,
  a.versions, a.taken, a.already, a.first_refusal,
  CASE WHEN a.n > a.seats_per_hold_max THEN a.seats_per_hold_max ELSE a.seats_per_buyer_max END AS seat_limit
FROM answered a`;
