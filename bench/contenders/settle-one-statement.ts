import { appendPaymentMoved, keptMinor } from "#lib/orders/fact-statements";
import { appendFacts } from "#lib/platform/outbox/append-fact";

/** Settling as one statement, as it was until it became a function (decision 018): the same books, facts and audit line. */
export const ONE_STATEMENT = `
WITH seen AS MATERIALIZED (
  SELECT 1 FROM webhook_inbox w WHERE w.event_id = $1::int AND w.gateway = $7::jsonb->>'gateway' AND w.gateway_event_id = $7::jsonb->>'id'
), pay AS MATERIALIZED (
  SELECT p.* FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid AND NOT EXISTS (SELECT 1 FROM seen) FOR UPDATE
), ord AS MATERIALIZED (
  SELECT o.* FROM pay p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id FOR UPDATE OF o
), surplus AS MATERIALIZED (
  SELECT p.id FROM pay p JOIN ord o ON true
  WHERE (o.status IN ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED') AND p.status IN ('CREATED', 'REQUIRES_ACTION', 'CANCELED', 'FAILED'))
    OR EXISTS (
      SELECT 1 FROM payments x WHERE x.event_id = p.event_id AND x.order_id = p.order_id AND x.id <> p.id
        AND x.status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED'))
    OR (p.status IN ('CANCELED', 'FAILED') AND EXISTS (
      SELECT 1 FROM refunds r WHERE r.event_id = p.event_id AND r.order_id = p.order_id AND r.payment_id = p.id AND r.kind = 'SURPLUS'))
), res AS MATERIALIZED (
  SELECT r.*, o.id AS order_id FROM ord o JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id FOR UPDATE OF r
), wanted AS MATERIALIZED (
  SELECT r.* FROM res r JOIN ord o ON o.id = r.order_id
  WHERE (o.status = 'PENDING' OR (o.status = 'FAILED' AND o.failure_reason = 'unpaid')) AND o.offer_until IS NULL
    AND r.status IN ('PAYING', 'EXPIRED') AND NOT EXISTS (SELECT 1 FROM surplus)
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id,
    (s.status = 'HELD' AND (s.reservation_id = w.id OR s.held_until <= now())) OR s.status = 'AVAILABLE' AS takeable
  FROM wanted w JOIN seats s ON s.event_id = w.event_id AND s.id = ANY (w.seat_ids) ORDER BY s.id FOR UPDATE OF s
), can AS MATERIALIZED (
  SELECT w.* FROM wanted w WHERE (SELECT count(*) FILTER (WHERE takeable) FROM locked) = cardinality(w.seat_ids)
), items AS MATERIALIZED (
  -- Locked, because an offer taken while we waited for the order has renamed them since our snapshot.
  SELECT i.* FROM can c JOIN order_items i ON i.event_id = c.event_id AND i.order_id = c.order_id FOR UPDATE OF i
), booked AS (
  UPDATE seats s SET status = 'BOOKED', version = s.version + 1, reservation_id = c.id, held_until = NULL
  FROM locked l, can c WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), confirmed AS (
  UPDATE reservations r SET status = 'CONFIRMED' FROM can c WHERE r.event_id = c.event_id AND r.id = c.id
), paid AS (
  UPDATE orders o SET status = 'PAID', paid_at = now(), failure_reason = NULL FROM can c WHERE o.event_id = c.event_id AND o.id = c.order_id
  RETURNING o.event_id, o.id, o.number, o.name, o.promo_id
), promo_used AS (
  -- A failed order had given its use back. The limit of uses never keeps money from its tickets.
  UPDATE promo_codes c SET uses = least(c.uses + 1, coalesce(c.uses_max, c.uses + 1)) FROM paid p, ord o
  WHERE o.status = 'FAILED' AND c.event_id = p.event_id AND c.id = p.promo_id
), ticketed AS (
  INSERT INTO tickets (event_id, id, number, order_id, seat_id, price_level_id, unit_minor, section, row, seat_number, holder_name)
  SELECT i.event_id, ($6::uuid[])[i.place], o.number || '-' || i.place, o.id, i.seat_id, i.price_level_id, i.unit_minor, i.section, i.row, i.number, o.name
  FROM paid o JOIN (SELECT items.*, row_number() OVER (ORDER BY seat_id) AS place FROM items) i ON i.order_id = o.id
  RETURNING id
), moved AS (
  UPDATE payments p SET status = $3::payment_status, gateway_id = coalesce($4::text, p.gateway_id), method_label = coalesce($5::text, p.method_label),
    decline_code = NULL, updated_at = now()
  FROM pay WHERE p.event_id = pay.event_id AND p.id = pay.id AND pay.status = ANY ($8::payment_status[])
    AND NOT EXISTS (SELECT 1 FROM surplus)
  RETURNING p.event_id, p.id, p.order_id, ${keptMinor("p")} - ${keptMinor("pay")} AS kept
), fresh AS (
  INSERT INTO webhook_inbox (event_id, gateway, gateway_event_id, type)
  SELECT pay.event_id, $7::jsonb->>'gateway', $7::jsonb->>'id', $7::jsonb->>'type' FROM pay WHERE $7::jsonb IS NOT NULL AND NOT EXISTS (SELECT 1 FROM surplus)
  ON CONFLICT DO NOTHING
), fact AS (
  ${appendFacts({
    type: "order.paid",
    eventId: "o.event_id",
    subject: "o.id",
    payload: { orderId: "o.id", tickets: "(SELECT count(*) FROM ticketed)" },
    from: "paid o",
  })}
), money AS (
  ${appendPaymentMoved("moved")}
), noted AS (
  INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
  SELECT 'system', 'order.settle', o.event_id, o.number, 'paid', jsonb_build_object('payment', $2::text, 'status', $3::text) FROM paid o
)
SELECT
  CASE
    WHEN EXISTS (SELECT 1 FROM seen) THEN 'duplicate'
    WHEN NOT EXISTS (SELECT 1 FROM pay) THEN 'unknown'
    WHEN EXISTS (SELECT 1 FROM surplus) THEN 'surplus'
    WHEN EXISTS (SELECT 1 FROM paid) THEN 'settled'
    WHEN o.status IN ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED') THEN 'already'
    WHEN o.offer_until IS NOT NULL THEN 'offered'
    ELSE 'seats_gone'
  END AS outcome,
  (SELECT array_agg(id ORDER BY id) FROM booked) AS seat_ids,
  (SELECT array_agg(version ORDER BY id) FROM booked) AS versions,
  (SELECT count(*)::int FROM ticketed) AS tickets
FROM (SELECT 1) one LEFT JOIN ord o ON true`;
