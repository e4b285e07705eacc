/**
 * The statement that decides who gets the seats: compare-and-swap over whole baskets, for a batch of requests at once.
 * The locking policy of holds, on one page:
 *
 * 1. Requests that cannot win (sale closed, over a limit, seen before) lock nothing.
 * 2. The wanted rows of all others are locked in (event, seat) order. Every other statement that touches several seats
 *    locks them in this order too, so no two can wait for each other in a circle.
 * 3. After the lock a seat counts as free when it is AVAILABLE, or HELD and past its time: no worker is needed for a hold
 *    to end. PostgreSQL evaluates this on the row as it is after the wait, so INV-4 holds at READ COMMITTED.
 * 4. A basket wins all its seats or none (INV-7).
 * 5. The buyer's limit was counted from the statement's snapshot. `event_buyers.version` proves that no other hold of the
 *    same buyer committed since: the guarded upsert loses otherwise, nothing is written and the request comes again. Rows
 *    are claimed in key order, after the seats.
 *
 * One auto-commit statement, no interactive transaction, no counter that two buyers share.
 */
export const HOLD_STATEMENT = `
WITH req AS MATERIALIZED (
  SELECT * FROM unnest($1::int[], $2::int[], $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::int[])
    AS r(idx, event_id, id, buyer_key, client_id, ttl, n)
), want AS MATERIALIZED (
  SELECT * FROM unnest($8::int[], $9::int[], $10::int[]) AS w(idx, event_id, seat_id)
), prior AS MATERIALIZED (
  SELECT r.idx, p.*
  FROM req r JOIN reservations p
    ON p.event_id = r.event_id AND p.buyer_key = r.buyer_key AND p.client_reservation_id = r.client_id
), ruled AS MATERIALIZED (
  SELECT r.*, e.currency, least(r.ttl, e.hold_seconds) AS seconds,
    e.status = 'PUBLISHED' AND now() >= e.sales_start_at AND now() < e.sales_end_at AS is_open,
    e.seats_per_hold_max, e.seats_per_buyer_max, coalesce(b.version, 0) AS buyer_version,
    (SELECT coalesce(sum(cardinality(x.seat_ids)), 0)::int FROM reservations x
      WHERE x.event_id = r.event_id AND x.buyer_key = r.buyer_key
        AND (x.status = 'CONFIRMED' OR (x.status IN ('HELD', 'PAYING') AND x.expires_at > now()))) AS already
  FROM req r JOIN events e ON e.id = r.event_id
  LEFT JOIN event_buyers b ON b.event_id = r.event_id AND b.buyer_key = r.buyer_key
), eligible AS MATERIALIZED (
  SELECT * FROM ruled u
  WHERE u.is_open AND u.n <= u.seats_per_hold_max AND u.already + u.n <= u.seats_per_buyer_max
    AND NOT EXISTS (SELECT 1 FROM prior p WHERE p.idx = u.idx)
), locked AS MATERIALIZED (
  SELECT w.idx, s.event_id, s.id, s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now()) AS is_free
  FROM eligible u JOIN want w ON w.idx = u.idx JOIN seats s ON s.event_id = w.event_id AND s.id = w.seat_id
  ORDER BY s.event_id, s.id
  FOR UPDATE OF s
), judged AS MATERIALIZED (
  SELECT l.idx, count(*) FILTER (WHERE l.is_free) AS free_count, array_agg(l.id) FILTER (WHERE NOT l.is_free) AS taken
  FROM locked l GROUP BY l.idx
), claimed AS (
  INSERT INTO event_buyers AS b (event_id, buyer_key, version)
  SELECT u.event_id, u.buyer_key, u.buyer_version + 1
  FROM eligible u JOIN judged j ON j.idx = u.idx WHERE j.free_count = u.n
  ORDER BY u.event_id, u.buyer_key
  ON CONFLICT (event_id, buyer_key) DO UPDATE SET version = excluded.version WHERE b.version = excluded.version - 1
  RETURNING b.event_id, b.buyer_key
), won AS MATERIALIZED (
  SELECT u.* FROM eligible u JOIN claimed c ON c.event_id = u.event_id AND c.buyer_key = u.buyer_key
), swapped AS (
  UPDATE seats s
  SET status = 'HELD', version = s.version + 1, reservation_id = w.id, held_until = now() + make_interval(secs => w.seconds)
  FROM locked l JOIN won w ON w.idx = l.idx
  WHERE s.event_id = l.event_id AND s.id = l.id
    AND (s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now()))
  RETURNING l.idx, s.event_id, s.id, s.version, s.price_level_id
), priced AS MATERIALIZED (
  SELECT t.idx, array_agg(t.id ORDER BY t.id) AS seat_ids, array_agg(t.version ORDER BY t.id) AS versions,
    array_agg(p.price_minor ORDER BY t.id) AS unit_minor, sum(p.price_minor)::int AS total_minor
  FROM swapped t JOIN price_levels p ON p.event_id = t.event_id AND p.id = t.price_level_id GROUP BY t.idx
), made AS (
  INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, seat_ids, unit_minor, total_minor, currency, expires_at)
  SELECT w.event_id, w.id, w.buyer_key, w.client_id, p.seat_ids, p.unit_minor, p.total_minor, w.currency,
    now() + make_interval(secs => w.seconds)
  FROM won w JOIN priced p ON p.idx = w.idx
  RETURNING id, status, seat_ids, unit_minor, total_minor, currency, expires_at, created_at, extensions_left
)
SELECT u.idx,
  CASE
    WHEN o.id IS NOT NULL THEN 'replayed'
    WHEN m.id IS NOT NULL THEN 'held'
    WHEN NOT u.is_open THEN 'closed'
    WHEN g.idx IS NULL THEN 'over_limit'
    WHEN j.free_count = u.n THEN 'again'
    ELSE 'taken'
  END AS outcome,
  coalesce(m.id, o.id)::text AS id,
  coalesce(m.status, o.status)::text AS status,
  coalesce(m.seat_ids, o.seat_ids) AS seat_ids,
  coalesce(m.unit_minor, o.unit_minor) AS unit_minor,
  coalesce(m.total_minor, o.total_minor) AS total_minor,
  coalesce(m.currency, o.currency) AS currency,
  coalesce(m.expires_at, o.expires_at) AS expires_at,
  coalesce(m.created_at, o.created_at) AS created_at,
  coalesce(m.extensions_left, o.extensions_left)::int AS extensions_left,
  p.versions, j.taken, u.already,
  CASE WHEN u.n > u.seats_per_hold_max THEN u.seats_per_hold_max ELSE u.seats_per_buyer_max END AS seat_limit
FROM ruled u
LEFT JOIN prior o ON o.idx = u.idx
LEFT JOIN eligible g ON g.idx = u.idx
LEFT JOIN judged j ON j.idx = u.idx
LEFT JOIN priced p ON p.idx = u.idx
LEFT JOIN made m ON m.id = u.id`;
