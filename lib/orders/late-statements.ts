/**
 * The statements for money that came too late, or went away again (the late-payment ladder). The same locking order as in
 * payment-statements.ts.
 */

/**
 * Puts other seats aside for a buyer whose money came after the seats were gone, and asks by mail. Loses when one of them is
 * not free, or the order is not waiting for seats.
 */
export const OFFER = `
WITH ord AS MATERIALIZED (
  SELECT o.* FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND o.offer_until IS NULL
    AND (o.status = 'PENDING' OR (o.status = 'FAILED' AND o.failure_reason = 'unpaid')) FOR UPDATE
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id, s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now()) AS is_free
  FROM ord o JOIN seats s ON s.event_id = o.event_id AND s.id = ANY ($3::int[]) ORDER BY s.id FOR UPDATE OF s
), can AS MATERIALIZED (
  SELECT o.* FROM ord o WHERE (SELECT count(*) FILTER (WHERE is_free) FROM locked) = cardinality($3::int[])
), held AS (
  UPDATE seats s SET status = 'HELD', version = s.version + 1, reservation_id = c.reservation_id, held_until = now() + make_interval(secs => $4::int + 300)
  FROM locked l, can c WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), offered AS (
  UPDATE orders o SET status = 'PENDING', failure_reason = NULL, offer_seat_ids = $3::int[], offer_until = now() + make_interval(secs => $4::int)
  FROM can c WHERE o.event_id = c.event_id AND o.id = c.id RETURNING o.event_id, o.id, o.number
), mailed AS (
  SELECT graphile_worker.add_job('send-offer-mail', json_build_object('eventId', o.event_id, 'orderId', o.id)) FROM offered o
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.offer', o.event_id, o.number, 'offered', jsonb_build_object('seats', $3::int[]) FROM offered o
)
SELECT $1::int AS event_id, (SELECT array_agg(id ORDER BY id) FROM held) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM held) AS versions,
  (SELECT count(*)::int FROM mailed) AS mails
FROM offered`;

/** The buyer takes the offer: the reservation's seats and the order's items become those; they are still held for it. */
export const TAKE_OFFER = `
WITH ord AS MATERIALIZED (
  SELECT o.* FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND o.status = 'PENDING' AND o.offer_until > now() FOR UPDATE
), res AS (
  UPDATE reservations r SET seat_ids = o.offer_seat_ids, status = 'EXPIRED' FROM ord o
  WHERE r.event_id = o.event_id AND r.id = o.reservation_id RETURNING r.id
), gone AS (
  DELETE FROM order_items i USING ord o WHERE i.event_id = o.event_id AND i.order_id = o.id AND NOT (i.seat_id = ANY (o.offer_seat_ids))
), itemed AS (
  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, section, row, number)
  SELECT o.event_id, o.id, s.id, s.price_level_id, i.unit_minor, i.section, i.row, i.number
  FROM ord o, jsonb_to_recordset($3::jsonb) AS i(id int, unit_minor int, section text, row text, number text)
  JOIN seats s ON s.event_id = $1::int AND s.id = i.id
  ON CONFLICT (event_id, order_id, seat_id) DO NOTHING
)
UPDATE orders o SET offer_until = NULL, offer_seat_ids = '{}' FROM ord, res WHERE o.event_id = ord.event_id AND o.id = ord.id
RETURNING o.id::text AS id`;

/**
 * Decides that the money goes back: the order fails for good, substitute seats come free, and for captured money the
 * refund is on the books with its idempotency key before the gateway is asked. Again: answers the same refund.
 */
export const GIVE_BACK = `
WITH pay AS MATERIALIZED (
  SELECT p.* FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid AND p.status IN ('AUTHORIZED', 'CAPTURED') FOR UPDATE
), ord AS MATERIALIZED (
  SELECT o.* FROM pay p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id WHERE o.status IN ('PENDING', 'FAILED') FOR UPDATE OF o
), failed AS (
  UPDATE orders o SET status = 'FAILED', failure_reason = 'late_payment', offer_until = NULL, offer_seat_ids = '{}' FROM ord
  WHERE o.event_id = ord.event_id AND o.id = ord.id AND ord.failure_reason IS DISTINCT FROM 'late_payment' RETURNING o.event_id, o.id, o.number
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM ord o JOIN seats s ON s.event_id = o.event_id AND s.id = ANY (o.offer_seat_ids) AND s.reservation_id = o.reservation_id
  WHERE s.status = 'HELD' ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), refunded AS (
  INSERT INTO refunds (event_id, id, order_id, payment_id, amount_minor, reason, idempotency_key)
  SELECT p.event_id, $3::uuid, p.order_id, p.id, p.amount_minor, 'late_payment', p.idempotency_key || '-late'
  FROM pay p, failed WHERE p.status = 'CAPTURED' AND p.amount_minor > 0
  ON CONFLICT (event_id, idempotency_key) DO NOTHING RETURNING id
), mailed AS (
  SELECT graphile_worker.add_job('send-refund-mail', json_build_object('eventId', f.event_id, 'orderId', f.id,
    'refundId', (SELECT id FROM refunded), 'amountMinor', p.amount_minor, 'reason', 'seats_gone')) FROM failed f, pay p WHERE p.amount_minor > 0
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.give_back', f.event_id, f.number, 'failed', jsonb_build_object('payment', $2::text, 'held', p.status) FROM failed f, pay p
)
SELECT p.status::text AS status, p.amount_minor, p.currency, p.gateway_id, p.idempotency_key,
  (SELECT array_agg(id ORDER BY id) FROM freed) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM freed) AS versions,
  (SELECT count(*)::int FROM mailed) AS mails
FROM pay p JOIN ord o ON true`;

/** The gateway gave the money back: the refund and the payment say so. */
export const MONEY_RETURNED = `
WITH ref AS (
  UPDATE refunds SET status = 'SUCCEEDED', gateway_id = $3::text WHERE event_id = $1::int AND payment_id = $2::uuid AND reason = 'late_payment'
  RETURNING amount_minor
)
UPDATE payments p SET status = 'REFUNDED', refunded_minor = least(p.amount_minor, p.refunded_minor + ref.amount_minor), updated_at = now()
FROM ref WHERE p.event_id = $1::int AND p.id = $2::uuid AND p.status = 'CAPTURED' RETURNING p.id::text AS id`;

/**
 * The bank withdrew the authorization before the money was taken: tickets are void, seats come free, the order fails. No
 * money is kept without a ticket and no ticket stays without money (INV-10).
 */
export const UNDO_SETTLEMENT = `
WITH pay AS MATERIALIZED (
  SELECT p.* FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid AND p.status = 'AUTHORIZED' FOR UPDATE
), ord AS MATERIALIZED (
  SELECT o.* FROM pay p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id WHERE o.status = 'PAID' FOR UPDATE OF o
), canceled AS (
  UPDATE payments p SET status = 'CANCELED', updated_at = now() FROM pay, ord WHERE p.event_id = pay.event_id AND p.id = pay.id
), failed AS (
  UPDATE orders o SET status = 'FAILED', failure_reason = 'payment_withdrawn' FROM ord WHERE o.event_id = ord.event_id AND o.id = ord.id
  RETURNING o.event_id, o.id, o.number, o.reservation_id
), voided AS (
  UPDATE tickets t SET status = 'VOID' FROM failed f WHERE t.event_id = f.event_id AND t.order_id = f.id AND t.status = 'LIVE' RETURNING t.seat_id
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM failed f JOIN seats s ON s.event_id = f.event_id AND s.reservation_id = f.reservation_id AND s.status = 'BOOKED'
  ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), mailed AS (
  SELECT graphile_worker.add_job('send-refund-mail', json_build_object('eventId', f.event_id, 'orderId', f.id, 'refundId', NULL,
    'amountMinor', p.amount_minor, 'reason', 'payment_withdrawn')) FROM failed f, pay p
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.undo', f.event_id, f.number, 'failed', jsonb_build_object('payment', $2::text) FROM failed f
)
SELECT (SELECT array_agg(id ORDER BY id) FROM freed) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM freed) AS versions,
  (SELECT count(*)::int FROM mailed) AS mails, (SELECT count(*)::int FROM voided) AS tickets
FROM failed`;
