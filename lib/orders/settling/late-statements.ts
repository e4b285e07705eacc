import { appendFacts } from "#lib/platform/outbox/append-fact";
import { appendPaymentMoved, keptMinor } from "../fact-statements.ts";

/**
 * The statements for money that came too late, twice, or went away again (the late-payment ladder). The same locking
 * order as in payment-statements.ts.
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
), promo_used AS (
  UPDATE promo_codes p SET uses = least(p.uses + 1, coalesce(p.uses_max, p.uses + 1)) FROM can c
  WHERE c.status = 'FAILED' AND p.event_id = c.event_id AND p.id = c.promo_id
), fact AS (
  ${appendFacts({ type: "offer.made", eventId: "o.event_id", subject: "o.id", payload: { orderId: "o.id" }, from: "offered o" })}
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.offer', o.event_id, o.number, 'offered', jsonb_build_object('seats', $3::int[]) FROM offered o
)
SELECT $1::int AS event_id, (SELECT array_agg(id ORDER BY id) FROM held) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM held) AS versions
FROM offered`;

/**
 * The buyer takes the offer: the reservation's seats and the order's items become those, at the price that was paid; the
 * seats are still held for it. Items are renamed in place, old seat to new seat in order, so that a settlement that waits
 * for the order reads the new names.
 */
export const TAKE_OFFER = `
WITH ord AS MATERIALIZED (
  SELECT o.* FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND o.status = 'PENDING' AND o.offer_until > now() FOR UPDATE
), res AS MATERIALIZED (
  SELECT r.* FROM ord o JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
  WHERE r.status IN ('PAYING', 'EXPIRED') FOR UPDATE OF r
), moved AS (
  UPDATE reservations r SET seat_ids = o.offer_seat_ids, status = 'EXPIRED' FROM ord o, res
  WHERE r.event_id = res.event_id AND r.id = res.id RETURNING r.id
), lost AS (
  SELECT u.id, row_number() OVER (ORDER BY u.id) AS place FROM res, ord o, unnest(res.seat_ids) AS u(id) WHERE NOT (u.id = ANY (o.offer_seat_ids))
), won AS (
  SELECT u.id, row_number() OVER (ORDER BY u.id) AS place FROM res, ord o, unnest(o.offer_seat_ids) AS u(id) WHERE NOT (u.id = ANY (res.seat_ids))
), renamed AS (
  UPDATE order_items i SET seat_id = w.id, price_level_id = s.price_level_id, section = g.section, row = g.row, number = g.number
  FROM ord o, lost l JOIN won w USING (place) JOIN jsonb_to_recordset($3::jsonb) AS g(id int, section text, row text, number text) ON g.id = w.id
    JOIN seats s ON s.event_id = $1::int AND s.id = w.id
  WHERE i.event_id = o.event_id AND i.order_id = o.id AND i.seat_id = l.id
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, address, request_id, detail)
  SELECT o.buyer_key, 'order.take_offer', o.event_id, o.number, 'accepted', $4::text, $5::text, jsonb_build_object('seats', o.offer_seat_ids)
  FROM ord o, moved
)
UPDATE orders o SET offer_until = NULL, offer_seat_ids = '{}' FROM ord, moved WHERE o.event_id = ord.event_id AND o.id = ord.id
RETURNING o.id::text AS id`;

/**
 * Decides that the money goes back: the order fails for good, substitute seats come free, and for captured money the
 * refund is on the books with its idempotency key before the gateway is asked. Again: answers the same refund. An offer
 * that the buyer may still take stands in the way, unless it is the buyer who says no ($4): whoever finds no seats must
 * not destroy what somebody else has just offered. Money that was let go but turns out to be captured is refunded by the
 * next call, and told by a second mail.
 */
export const GIVE_BACK = `
WITH pay AS MATERIALIZED (
  SELECT p.* FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid AND p.status IN ('AUTHORIZED', 'CAPTURED') FOR UPDATE
), ord AS MATERIALIZED (
  SELECT o.* FROM pay p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id
  WHERE o.status IN ('PENDING', 'FAILED') AND ($4::boolean OR o.offer_until IS NULL OR o.offer_until <= now()) FOR UPDATE OF o
), failed AS (
  UPDATE orders o SET status = 'FAILED', failure_reason = 'late_payment', offer_until = NULL, offer_seat_ids = '{}' FROM ord
  WHERE o.event_id = ord.event_id AND o.id = ord.id AND ord.failure_reason IS DISTINCT FROM 'late_payment' RETURNING o.event_id, o.id, o.number
), given_back AS (
  UPDATE promo_codes c SET uses = c.uses - 1 FROM ord o
  WHERE o.status = 'PENDING' AND c.event_id = o.event_id AND c.id = o.promo_id AND c.uses > 0
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM ord o JOIN seats s ON s.event_id = o.event_id AND s.id = ANY (o.offer_seat_ids) AND s.reservation_id = o.reservation_id
  WHERE s.status = 'HELD' ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), refunded AS (
  INSERT INTO refunds (event_id, id, order_id, payment_id, amount_minor, reason, idempotency_key)
  SELECT p.event_id, $3::uuid, p.order_id, p.id, p.amount_minor, 'late_payment', p.idempotency_key || '-late'
  FROM pay p, ord WHERE p.status = 'CAPTURED' AND p.amount_minor > 0
  ON CONFLICT (event_id, idempotency_key) DO NOTHING RETURNING id
), back AS (
  SELECT o.event_id, o.id, o.number, o.buyer_key, p.status AS held, p.amount_minor, (SELECT id FROM refunded) AS refund_id FROM ord o, pay p
  WHERE EXISTS (SELECT 1 FROM refunded) OR (p.status = 'AUTHORIZED' AND EXISTS (SELECT 1 FROM failed))
), fact AS (
  ${appendFacts({
    type: "order.given_back",
    eventId: "b.event_id",
    subject: "b.id",
    payload: { orderId: "b.id", refundId: "b.refund_id", amountMinor: "b.amount_minor" },
    from: "back b",
  })}
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, address, request_id, detail)
  SELECT CASE WHEN $4::boolean THEN b.buyer_key ELSE 'system' END, 'order.give_back', b.event_id, b.number, 'failed', $5::text, $6::text,
    jsonb_build_object('payment', $2::text, 'held', b.held, 'amount', b.amount_minor)
  FROM back b
)
SELECT p.status::text AS status, p.amount_minor, p.currency, p.gateway_id, p.idempotency_key,
  (SELECT array_agg(id ORDER BY id) FROM freed) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM freed) AS versions
FROM pay p JOIN ord o ON true`;

/** Ends an offer that ran out and whose money is gone already: the order fails, the substitute seats come free. */
export const END_OFFER = `
WITH ord AS MATERIALIZED (
  SELECT o.* FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND o.status = 'PENDING' AND o.offer_until <= now()
    AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.event_id = o.event_id AND p.order_id = o.id AND p.status IN ('AUTHORIZED', 'CAPTURED'))
  FOR UPDATE
), failed AS (
  UPDATE orders o SET status = 'FAILED', failure_reason = 'payment_withdrawn', offer_until = NULL, offer_seat_ids = '{}' FROM ord
  WHERE o.event_id = ord.event_id AND o.id = ord.id
), given_back AS (
  UPDATE promo_codes c SET uses = c.uses - 1 FROM ord o WHERE c.event_id = o.event_id AND c.id = o.promo_id AND c.uses > 0
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM ord o JOIN seats s ON s.event_id = o.event_id AND s.id = ANY (o.offer_seat_ids) AND s.reservation_id = o.reservation_id
  WHERE s.status = 'HELD' ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome)
  SELECT 'system', 'order.end_offer', o.event_id, o.number, 'failed' FROM ord o
)
SELECT (SELECT array_agg(id ORDER BY id) FROM freed) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM freed) AS versions
FROM ord`;

/**
 * Puts the refund of money on the books that an attempt took beside the one that pays its order, before the gateway is
 * asked for it. Again: the refund is there already.
 */
export const SURPLUS = `
WITH refunded AS (
  INSERT INTO refunds (event_id, id, order_id, payment_id, amount_minor, reason, idempotency_key)
  SELECT p.event_id, $3::uuid, p.order_id, p.id, p.amount_minor, 'surplus', p.idempotency_key || '-surplus'
  FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid AND p.amount_minor > 0
  ON CONFLICT (event_id, idempotency_key) DO NOTHING RETURNING event_id, order_id, amount_minor
)
INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
SELECT 'system', 'payment.surplus', r.event_id, o.number, 'refunded', jsonb_build_object('payment', $2::text, 'amount', r.amount_minor)
FROM refunded r JOIN orders o ON o.event_id = r.event_id AND o.id = r.order_id`;

/** The gateway gave the money back: the refund of one of these keys and its payment say so. */
export const MONEY_RETURNED = `
WITH pay AS MATERIALIZED (
  SELECT p.* FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid AND p.status = ANY ($5::payment_status[]) FOR UPDATE
), ref AS (
  UPDATE refunds r SET status = 'SUCCEEDED', gateway_id = coalesce($4::text, r.gateway_id) FROM pay
  WHERE r.event_id = pay.event_id AND r.payment_id = pay.id AND r.status = 'PENDING' AND r.idempotency_key IN (pay.idempotency_key || '-late', pay.idempotency_key || '-surplus')
  RETURNING r.amount_minor
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'payment.returned', o.event_id, o.number, 'refunded', jsonb_build_object('payment', $2::text, 'amount', ref.amount_minor)
  FROM ref, pay JOIN orders o ON o.event_id = pay.event_id AND o.id = pay.order_id
), moved AS (
  UPDATE payments p SET status = 'REFUNDED', refunded_minor = least(p.amount_minor, p.refunded_minor + ref.amount_minor),
    gateway_id = coalesce(p.gateway_id, $3::text), updated_at = now()
  FROM ref, pay WHERE p.event_id = pay.event_id AND p.id = pay.id
  RETURNING p.event_id, p.id, p.order_id, ${keptMinor("p")} - ${keptMinor("pay")} AS kept
), money AS (
  ${appendPaymentMoved("moved")}
)
SELECT id::text AS id FROM moved`;

/**
 * The bank withdrew the authorization before the money was taken: tickets are void, seats come free, the order fails. No
 * money is kept without a ticket and no ticket stays without money (INV-10). The webhook's event goes into the inbox with it.
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
  RETURNING o.event_id, o.id, o.number, o.reservation_id, o.promo_id
), given_back AS (
  UPDATE promo_codes c SET uses = c.uses - 1 FROM failed f WHERE c.event_id = f.event_id AND c.id = f.promo_id AND c.uses > 0
), voided AS (
  UPDATE tickets t SET status = 'VOID' FROM failed f WHERE t.event_id = f.event_id AND t.order_id = f.id AND t.status = 'LIVE' RETURNING t.seat_id
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM ord o JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
  JOIN seats s ON s.event_id = r.event_id AND s.id = ANY (r.seat_ids) AND s.reservation_id = r.id AND s.status = 'BOOKED'
  ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), fresh AS (
  INSERT INTO webhook_inbox (gateway, gateway_event_id, type)
  SELECT $3::jsonb->>'gateway', $3::jsonb->>'id', $3::jsonb->>'type' FROM failed WHERE $3::jsonb IS NOT NULL
  ON CONFLICT DO NOTHING
), fact AS (
  ${appendFacts({
    type: "order.undone",
    eventId: "f.event_id",
    subject: "f.id",
    payload: { orderId: "f.id", amountMinor: "p.amount_minor", tickets: "(SELECT count(*) FROM voided)" },
    from: "failed f, pay p",
  })}
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.undo', f.event_id, f.number, 'failed', jsonb_build_object('payment', $2::text) FROM failed f
)
SELECT (SELECT array_agg(id ORDER BY id) FROM freed) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM freed) AS versions,
  (SELECT count(*)::int FROM voided) AS tickets
FROM failed`;
