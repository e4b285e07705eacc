/**
 * The statements that move money's consequences. Each is one auto-commit statement whose row count says who won. All of
 * them lock in one order, payment → order → reservation → seats by id, and a hold locks seats last as well, so that no
 * two of them can wait for each other in a circle.
 */

/**
 * Opens the order of a HELD reservation: the reservation becomes PAYING, its deadline moves once so that it cannot lapse
 * while the card is asked ($9 seconds, seats $10 more), the promo code's use is claimed, and the order, its items and the first
 * attempt are there before any gateway is asked. Answers no row when the reservation is not HELD or past its time, or
 * the promo code was used up meanwhile; nothing is written then.
 */
export const OPEN_ORDER = `
WITH given AS (
  SELECT $1::int AS event_id, $2::uuid AS reservation_id, $3::uuid AS order_id, $4::uuid AS payment_id, $5::jsonb AS o, $6::jsonb AS items
), res AS MATERIALIZED (
  SELECT r.* FROM reservations r WHERE r.event_id = $1::int AND r.id = $2::uuid AND r.status = 'HELD' AND r.expires_at > now() FOR UPDATE
), promo AS (
  UPDATE promo_codes p SET uses = uses + 1 FROM res
  WHERE p.event_id = res.event_id AND p.id = $7::uuid AND (p.uses_max IS NULL OR p.uses < p.uses_max) RETURNING p.id
), paying AS (
  UPDATE reservations r SET status = 'PAYING', expires_at = greatest(r.expires_at, now() + make_interval(secs => $9::int))
  FROM res WHERE r.event_id = res.event_id AND r.id = res.id AND ($7::uuid IS NULL OR EXISTS (SELECT 1 FROM promo))
  RETURNING r.event_id, r.id, r.buyer_key, r.seat_ids, r.unit_minor, r.currency, r.expires_at
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id, s.price_level_id, p.expires_at FROM paying p
  JOIN seats s ON s.event_id = p.event_id AND s.id = ANY (p.seat_ids) AND s.reservation_id = p.id
  ORDER BY s.id FOR UPDATE OF s
), kept AS (
  UPDATE seats s SET held_until = l.expires_at + make_interval(secs => $10::int) FROM locked l
  WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id
), ordered AS (
  INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, user_id, email, name, phone, locale, total_minor, discount_minor, currency, promo_id)
  SELECT p.event_id, g.order_id, g.o->>'number', p.id, p.buyer_key, (g.o->>'userId')::uuid, (g.o->>'email')::citext, g.o->>'name', g.o->>'phone',
    g.o->>'locale', (g.o->>'totalMinor')::int, (g.o->>'discountMinor')::int, p.currency, $7::uuid
  FROM paying p, given g RETURNING event_id, id, total_minor, currency
), itemed AS (
  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, section, row, number)
  SELECT o.event_id, o.id, l.id, l.price_level_id, p.unit_minor[array_position(p.seat_ids, l.id)], i.section, i.row, i.number
  FROM ordered o, paying p, given g, jsonb_to_recordset(g.items) AS i(id int, section text, row text, number text) JOIN locked l ON l.id = i.id
), attempted AS (
  INSERT INTO payments (event_id, id, order_id, attempt, gateway, idempotency_key, amount_minor, currency, method_id, client_key)
  SELECT o.event_id, g.payment_id, o.id, 1, g.o->>'gateway', (g.o->>'number') || '-1', o.total_minor, o.currency, g.o->>'methodId', $8::text
  FROM ordered o, given g RETURNING id
)
SELECT a.id::text AS payment_id, (SELECT count(*)::int FROM kept) AS kept FROM attempted a`;

/**
 * Opens a further attempt of a PENDING order whose last one took no money. Loses when the time is up or an attempt
 * is live already (the partial unique index decides that, not this statement's reading).
 */
export const OPEN_ATTEMPT = `
WITH ord AS MATERIALIZED (
  SELECT o.* FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND o.status = 'PENDING' FOR UPDATE
), res AS MATERIALIZED (
  SELECT r.id FROM ord o JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
  WHERE r.status = 'PAYING' AND r.expires_at > now() FOR UPDATE OF r
), who AS (
  UPDATE orders o SET email = ($7::jsonb->>'email')::citext, name = $7::jsonb->>'name', phone = $7::jsonb->>'phone'
  FROM res WHERE o.event_id = $1::int AND o.id = $2::uuid
)
INSERT INTO payments (event_id, id, order_id, attempt, gateway, idempotency_key, amount_minor, currency, method_id, client_key)
SELECT o.event_id, $3::uuid, o.id, n.next, $4::text, o.number || '-' || n.next, o.total_minor, o.currency, $5::text, $6::text
FROM res, ord o, LATERAL (SELECT coalesce(max(p.attempt), 0) + 1 AS next FROM payments p WHERE p.event_id = o.event_id AND p.order_id = o.id) n
ON CONFLICT DO NOTHING
RETURNING id::text AS payment_id`;

/**
 * Settles a payment that holds money: books the reservation's seats, pays the order, issues tickets, records the payment,
 * enqueues the mail and writes the audit log, all or nothing (INV-2, INV-10, INV-11). A webhook's event id goes into the inbox
 * in the same statement. Seats are taken when they are still the reservation's own, or free again (INV-5). Repeats are harmless:
 * an order that is PAID stays as it is, only the payment's state moves on.
 */
export const SETTLE = `
WITH fresh AS (
  INSERT INTO webhook_inbox (gateway, gateway_event_id, type)
  SELECT $7::jsonb->>'gateway', $7::jsonb->>'id', $7::jsonb->>'type' WHERE $7::jsonb IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING 1
), pay AS MATERIALIZED (
  SELECT p.* FROM payments p
  WHERE p.event_id = $1::int AND p.id = $2::uuid AND ($7::jsonb IS NULL OR EXISTS (SELECT 1 FROM fresh)) FOR UPDATE
), ord AS MATERIALIZED (
  SELECT o.* FROM pay p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id FOR UPDATE OF o
), res AS MATERIALIZED (
  SELECT r.*, o.id AS order_id FROM ord o JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id FOR UPDATE OF r
), wanted AS MATERIALIZED (
  SELECT r.* FROM res r JOIN ord o ON o.id = r.order_id
  WHERE (o.status = 'PENDING' OR (o.status = 'FAILED' AND o.failure_reason = 'unpaid')) AND o.offer_until IS NULL
    AND r.status IN ('PAYING', 'EXPIRED')
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id,
    (s.status = 'HELD' AND (s.reservation_id = w.id OR s.held_until <= now())) OR s.status = 'AVAILABLE' AS takeable
  FROM wanted w JOIN seats s ON s.event_id = w.event_id AND s.id = ANY (w.seat_ids) ORDER BY s.id FOR UPDATE OF s
), can AS MATERIALIZED (
  SELECT w.* FROM wanted w WHERE (SELECT count(*) FILTER (WHERE takeable) FROM locked) = cardinality(w.seat_ids)
), booked AS (
  UPDATE seats s SET status = 'BOOKED', version = s.version + 1, reservation_id = c.id, held_until = NULL
  FROM locked l, can c WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), confirmed AS (
  UPDATE reservations r SET status = 'CONFIRMED' FROM can c WHERE r.event_id = c.event_id AND r.id = c.id
), paid AS (
  UPDATE orders o SET status = 'PAID', paid_at = now(), failure_reason = NULL FROM can c WHERE o.event_id = c.event_id AND o.id = c.order_id
  RETURNING o.event_id, o.id, o.number, o.name
), ticketed AS (
  INSERT INTO tickets (event_id, id, number, order_id, seat_id, price_level_id, unit_minor, section, row, seat_number, holder_name)
  SELECT i.event_id, ($6::uuid[])[i.place], o.number || '-' || i.place, o.id, i.seat_id, i.price_level_id, i.unit_minor, i.section, i.row, i.number, o.name
  FROM paid o JOIN (
    SELECT oi.*, row_number() OVER (ORDER BY oi.seat_id) AS place FROM order_items oi JOIN ord x ON x.event_id = oi.event_id AND x.id = oi.order_id
  ) i ON i.order_id = o.id
  RETURNING id
), moved AS (
  UPDATE payments p SET status = $3::payment_status, gateway_id = coalesce($4::text, p.gateway_id), method_label = coalesce($5::text, p.method_label),
    decline_code = NULL, updated_at = now()
  FROM pay WHERE p.event_id = pay.event_id AND p.id = pay.id AND pay.status = ANY ($8::payment_status[]) RETURNING p.id
), mailed AS (
  SELECT graphile_worker.add_job('send-order-mail', json_build_object('eventId', o.event_id, 'orderId', o.id)) FROM paid o
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.settle', o.event_id, o.number, 'paid', jsonb_build_object('payment', $2::text, 'status', $3::text) FROM paid o
)
SELECT
  CASE
    WHEN NOT EXISTS (SELECT 1 FROM pay) THEN CASE WHEN $7::jsonb IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fresh) THEN 'duplicate' ELSE 'unknown' END
    WHEN EXISTS (SELECT 1 FROM paid) THEN 'settled'
    WHEN o.status IN ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED') THEN 'already'
    WHEN o.offer_until IS NOT NULL THEN 'offered'
    ELSE 'seats_gone'
  END AS outcome,
  o.id::text AS order_id, o.number,
  (SELECT array_agg(id ORDER BY id) FROM booked) AS seat_ids,
  (SELECT array_agg(version ORDER BY id) FROM booked) AS versions,
  (SELECT count(*)::int FROM ticketed) AS tickets, (SELECT count(*)::int FROM mailed) AS mails
FROM (SELECT 1) one LEFT JOIN ord o ON true`;

/** Records a state of a payment that settles nothing, when the table of states allows it; with its webhook's event id. */
export const MOVE_PAYMENT = `
WITH fresh AS (
  INSERT INTO webhook_inbox (gateway, gateway_event_id, type)
  SELECT $6::jsonb->>'gateway', $6::jsonb->>'id', $6::jsonb->>'type' WHERE $6::jsonb IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING 1
)
UPDATE payments p SET status = $3::payment_status, gateway_id = coalesce($4::text, p.gateway_id), decline_code = coalesce($5::text, p.decline_code), updated_at = now()
WHERE p.event_id = $1::int AND p.id = $2::uuid AND (p.status = ANY ($7::payment_status[]) OR p.status = $3::payment_status)
  AND ($6::jsonb IS NULL OR EXISTS (SELECT 1 FROM fresh))
RETURNING p.id::text AS id`;

/**
 * Ends a PAYING reservation whose time is up and of which no attempt may still take money: the seats that are its own come
 * free, the order fails, the promo code's use is given back. No attempt can open after the deadline, so none is overlooked.
 */
export const END_UNPAID = `
WITH res AS MATERIALIZED (
  SELECT r.* FROM reservations r WHERE r.event_id = $1::int AND r.id = $2::uuid AND r.status = 'PAYING' AND r.expires_at <= now()
    AND NOT EXISTS (
      SELECT 1 FROM orders o JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
      WHERE o.event_id = r.event_id AND o.reservation_id = r.id AND p.status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED'))
  FOR UPDATE
), ended AS (
  UPDATE reservations r SET status = 'EXPIRED' FROM res WHERE r.event_id = res.event_id AND r.id = res.id
), failed AS (
  UPDATE orders o SET status = 'FAILED', failure_reason = $3::text FROM res
  WHERE o.event_id = res.event_id AND o.reservation_id = res.id AND o.status = 'PENDING' RETURNING o.event_id, o.promo_id
), given_back AS (
  UPDATE promo_codes p SET uses = p.uses - 1 FROM failed f WHERE p.event_id = f.event_id AND p.id = f.promo_id AND p.uses > 0
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM res JOIN seats s ON s.event_id = res.event_id AND s.id = ANY (res.seat_ids) AND s.reservation_id = res.id
  WHERE s.status = 'HELD' ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.event_id, s.id, s.version
)
SELECT res.event_id, (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM freed) AS seat_ids,
  (SELECT coalesce(array_agg(version ORDER BY id), '{}') FROM freed) AS versions
FROM res`;
