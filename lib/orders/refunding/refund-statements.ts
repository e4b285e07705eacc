import { appendFacts } from "#lib/platform/outbox/append-fact";
import { appendPaymentMoved, keptMinor } from "../fact-statements.ts";

/**
 * The statements that give money of a paid order back. The locking order is that of payment-statements.ts, with an order's
 * tickets behind the order itself: a check-in locks one ticket and nothing else.
 */

/**
 * Locks an order with its payments and tickets, and does nothing else. It runs before REFUND in the same transaction, so
 * that REFUND's snapshot, taken after the wait, has every refund and every check-in that came before: a statement that
 * waits for a lock itself would count the refunds of before the wait.
 */
export const LOCK_FOR_REFUND = `
WITH pay AS MATERIALIZED (
  SELECT p.id FROM payments p WHERE p.event_id = $1::int AND p.order_id = $2::uuid ORDER BY p.attempt FOR UPDATE
), ord AS MATERIALIZED (
  SELECT o.id FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND (SELECT count(*) FROM pay) >= 0 FOR UPDATE
), tic AS MATERIALIZED (
  SELECT t.id FROM tickets t WHERE t.event_id = $1::int AND t.order_id = (SELECT id FROM ord) ORDER BY t.id FOR UPDATE
)
SELECT (SELECT count(*)::int FROM pay) AS payments, (SELECT count(*)::int FROM tic) AS tickets`;

/**
 * Decides a refund and puts it on the books with its idempotency key before the gateway is asked: the tickets are void,
 * their seats free, the reservation and the order say so, and the fact is appended.
 * What comes back follows refund-rules.ts. `kind`: `whole`, `tickets`, `amount`, or `gateway` for a refund that was made
 * at the gateway without us, which is recorded as it is; one that leaves nothing takes all tickets with it. The verdict is
 * `ok`, `again` for a key that is known already, or why not.
 */
export const REFUND = `
WITH g AS MATERIALIZED (
  SELECT * FROM jsonb_to_record($4::jsonb) AS g(kind text, numbers text[], "amountMinor" int, reason text, "byOwner" boolean, actor text,
    key text, "stepMinor" int, "gatewayId" text, address text, "requestId" text)
), prior AS MATERIALIZED (
  SELECT r.* FROM g JOIN refunds r ON r.event_id = $1::int AND r.order_id = $2::uuid
    AND (r.idempotency_key = g.key OR (g.kind = 'gateway' AND r.gateway_id = g."gatewayId"))
  LIMIT 1
), ord AS MATERIALIZED (
  SELECT o.*, e.organization_id, e.status = 'CANCELLED' AS is_cancelled, e.starts_at - make_interval(hours => e.refund_until_hours) AS refund_until
  FROM orders o JOIN events e ON e.id = o.event_id WHERE o.event_id = $1::int AND o.id = $2::uuid
), pay AS MATERIALIZED (
  SELECT p.* FROM ord o JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
  WHERE p.status IN ('AUTHORIZED', 'CAPTURED', 'REFUNDED', 'DISPUTED') AND p.idempotency_key || '-surplus' <> ALL (
    SELECT r.idempotency_key FROM refunds r WHERE r.event_id = p.event_id AND r.order_id = p.order_id)
  ORDER BY p.status = 'CAPTURED' DESC, p.attempt DESC LIMIT 1
), back AS MATERIALIZED (
  SELECT coalesce(sum(r.amount_minor), 0)::int AS promised, coalesce(sum(r.amount_minor) FILTER (WHERE cardinality(r.ticket_ids) = 0), 0)::int AS goodwill
  FROM pay p JOIN refunds r ON r.event_id = p.event_id AND r.payment_id = p.id
), live AS MATERIALIZED (
  SELECT t.*, EXISTS (SELECT 1 FROM check_ins c WHERE c.event_id = t.event_id AND c.ticket_id = t.id) AS is_used
  FROM ord o JOIN tickets t ON t.event_id = o.event_id AND t.order_id = o.id WHERE t.status = 'LIVE'
), chosen AS MATERIALIZED (
  SELECT l.* FROM live l, g, back b, pay p
  WHERE g.kind = 'whole' OR (g.kind = 'tickets' AND l.number = ANY (g.numbers))
    OR (g.kind = 'gateway' AND g."amountMinor" >= p.amount_minor - b.promised)
), sums AS MATERIALIZED (
  SELECT (SELECT coalesce(sum(unit_minor), 0) FROM live) - (SELECT coalesce(sum(unit_minor), 0) FROM chosen) AS after,
    (SELECT sum(i.unit_minor) FROM order_items i WHERE i.event_id = $1::int AND i.order_id = $2::uuid) AS price,
    (SELECT count(*)::int FROM chosen) AS chosen, (SELECT count(*)::int FROM live) AS live,
    (SELECT array_agg(number ORDER BY number) FROM chosen WHERE is_used) AS used
), counted AS MATERIALIZED (
  SELECT s.*, p.amount_minor - b.promised AS rest, greatest(least(o.total_minor,
    ceil(o.total_minor::numeric * s.after / nullif(s.price, 0) / g."stepMinor") * g."stepMinor") - b.goodwill, 0)::int AS kept
  FROM sums s, ord o, pay p, back b, g
), asked AS MATERIALIZED (
  SELECT c.*, CASE WHEN g.kind = 'amount' THEN g."amountMinor" WHEN g.kind = 'gateway' THEN least(g."amountMinor", c.rest) ELSE c.rest - c.kept END AS amount
  FROM counted c, g
), verdict AS MATERIALIZED (
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM prior) THEN 'again'
    WHEN o.status = 'REFUNDED' THEN 'nothing_left'
    WHEN o.status NOT IN ('PAID', 'PARTIALLY_REFUNDED') THEN 'not_paid'
    WHEN o.total_minor = 0 THEN 'nothing_paid'
    WHEN p.status IS NULL OR p.status = 'AUTHORIZED' THEN 'payment_under_way'
    WHEN p.status = 'DISPUTED' THEN 'disputed'
    WHEN g."byOwner" AND NOT o.is_cancelled AND o.refund_until IS NULL THEN 'no_returns'
    WHEN g."byOwner" AND NOT o.is_cancelled AND now() >= o.refund_until THEN 'too_late'
    WHEN g.kind = 'tickets' AND a.chosen <> cardinality(g.numbers) THEN 'ticket_gone'
    WHEN g."byOwner" AND a.used IS NOT NULL THEN 'checked_in'
    WHEN g.kind = 'amount' AND a.amount > a.rest THEN 'too_much'
    WHEN g.kind = 'amount' AND a.amount % g."stepMinor" <> 0 THEN 'too_fine'
    WHEN a.amount < 1 THEN 'nothing_left'
    ELSE 'ok'
  END AS said
  FROM g JOIN ord o ON true LEFT JOIN pay p ON true LEFT JOIN asked a ON true
), decided AS MATERIALIZED (
  SELECT o.event_id, o.id, o.number, o.organization_id, o.reservation_id, o.promo_id, p.id AS payment_id, p.amount_minor AS paid, a.amount,
    a.chosen = a.live AND (a.chosen > 0 OR g.kind = 'whole') AS is_whole, g.*
  FROM verdict v, ord o, pay p, asked a, g WHERE v.said = 'ok'
), refunded AS (
  INSERT INTO refunds (event_id, id, order_id, payment_id, amount_minor, reason, status, idempotency_key, gateway_id, ticket_ids, requested_by)
  SELECT d.event_id, $3::uuid, d.id, d.payment_id, d.amount, d.reason, (CASE d.kind WHEN 'gateway' THEN 'SUCCEEDED' ELSE 'PENDING' END)::refund_status,
    d.key, d."gatewayId", coalesce((SELECT array_agg(id ORDER BY id) FROM chosen), '{}'), d.actor
  FROM decided d RETURNING *
), voided AS (
  UPDATE tickets t SET status = 'VOID' FROM decided d, chosen c WHERE t.event_id = d.event_id AND t.id = c.id
), res AS MATERIALIZED (
  SELECT r.* FROM decided d JOIN reservations r ON r.event_id = d.event_id AND r.id = d.reservation_id WHERE r.status = 'CONFIRMED' FOR UPDATE OF r
), kept AS MATERIALIZED (
  SELECT array_agg(u.id ORDER BY u.place) AS seat_ids, array_agg(u.unit ORDER BY u.place) AS unit_minor, sum(u.unit)::int AS total
  FROM res, unnest(res.seat_ids, res.unit_minor) WITH ORDINALITY AS u(id, unit, place) WHERE u.id <> ALL (SELECT seat_id FROM chosen)
), shrunk AS (
  -- What was given back counts no more towards the seats that one buyer may have.
  UPDATE reservations r SET seat_ids = coalesce(k.seat_ids, r.seat_ids), unit_minor = coalesce(k.unit_minor, r.unit_minor),
    total_minor = coalesce(k.total, r.total_minor), status = (CASE WHEN k.seat_ids IS NULL THEN 'CANCELLED' ELSE 'CONFIRMED' END)::reservation_status
  FROM res, kept k WHERE r.event_id = res.event_id AND r.id = res.id
), locked AS MATERIALIZED (
  SELECT s.event_id, s.id FROM decided d JOIN chosen c ON true JOIN seats s ON s.event_id = d.event_id AND s.id = c.seat_id
  WHERE s.status = 'BOOKED' AND s.reservation_id = d.reservation_id ORDER BY s.id FOR UPDATE OF s
), freed AS (
  UPDATE seats s SET status = 'AVAILABLE', version = s.version + 1, reservation_id = NULL, held_until = NULL
  FROM locked l WHERE s.event_id = l.event_id AND s.id = l.id RETURNING s.id, s.version
), moved AS (
  UPDATE orders o SET status = (CASE WHEN d.is_whole THEN 'REFUNDED' ELSE 'PARTIALLY_REFUNDED' END)::order_status
  FROM decided d WHERE o.event_id = d.event_id AND o.id = d.id
), returned AS (
  UPDATE payments p SET refunded_minor = p.refunded_minor + d.amount, updated_at = now(),
    status = CASE WHEN p.refunded_minor + d.amount = p.amount_minor THEN 'REFUNDED' ELSE p.status END
  FROM decided d, pay WHERE d.kind = 'gateway' AND p.event_id = d.event_id AND p.id = d.payment_id
  RETURNING p.event_id, p.id, p.order_id, ${keptMinor("p")} - ${keptMinor("pay")} AS kept
), promo_back AS (
  UPDATE promo_codes c SET uses = c.uses - 1 FROM decided d WHERE d.is_whole AND c.event_id = d.event_id AND c.id = d.promo_id AND c.uses > 0
), fact AS (
  ${appendFacts({
    type: "order.refunded",
    eventId: "d.event_id",
    subject: "d.id",
    payload: {
      orderId: "d.id",
      refundId: "$3::uuid",
      amountMinor: "d.amount",
      tickets: "(SELECT count(*) FROM chosen)",
    },
    from: "decided d",
  })}
), money AS (
  ${appendPaymentMoved("returned")}
), noted AS (
  INSERT INTO audit_log (actor, action, organization_id, event_id, subject, outcome, address, request_id, detail)
  SELECT d.actor, 'order.refund', d.organization_id, d.event_id, d.number, 'ok', d.address, d."requestId",
    jsonb_build_object('refund', $3::text, 'kind', d.kind, 'amount', d.amount, 'tickets', (SELECT count(*) FROM chosen))
  FROM decided d
)
SELECT v.said, coalesce(r.id, n.id)::text AS id, coalesce(r.amount_minor, n.amount_minor) AS amount_minor, coalesce(r.status, n.status)::text AS status,
  a.rest, a.used, (SELECT array_agg(id ORDER BY id) FROM freed) AS seat_ids, (SELECT array_agg(version ORDER BY id) FROM freed) AS versions
FROM verdict v LEFT JOIN refunded r ON true LEFT JOIN prior n ON true LEFT JOIN asked a ON true`;

/**
 * What became of a refund at the gateway. Money that is back counts once; money that the bank sent on and that came back
 * to us counts no more. An attempt that was followed by another says nothing any more.
 */
export const REFUND_ENDED = `
WITH pay AS MATERIALIZED (
  SELECT p.* FROM payments p JOIN refunds r ON r.event_id = p.event_id AND r.payment_id = p.id
  WHERE r.event_id = $1::int AND r.id = $2::uuid FOR UPDATE OF p
), before AS MATERIALIZED (
  SELECT r.* FROM pay JOIN refunds r ON r.event_id = pay.event_id AND r.id = $2::uuid
  WHERE r.attempt = $5::int AND (r.status = 'PENDING' OR (r.status = 'SUCCEEDED' AND $3::refund_status = 'FAILED')) FOR UPDATE OF r
), ended AS (
  UPDATE refunds r SET status = $3::refund_status, gateway_id = coalesce($4::text, r.gateway_id) FROM before b
  WHERE r.event_id = b.event_id AND r.id = b.id RETURNING r.event_id, r.id, r.order_id, r.amount_minor, b.status AS was
), counted AS (
  SELECT e.*, CASE WHEN $3::refund_status = 'SUCCEEDED' THEN e.amount_minor WHEN e.was = 'SUCCEEDED' THEN -e.amount_minor ELSE 0 END AS moved FROM ended e
), moved AS (
  UPDATE payments p SET refunded_minor = p.refunded_minor + c.moved, updated_at = now(),
    status = CASE WHEN c.moved > 0 AND p.refunded_minor + c.moved = p.amount_minor THEN 'REFUNDED' ELSE p.status END
  FROM pay, counted c WHERE p.event_id = pay.event_id AND p.id = pay.id AND c.moved <> 0
  RETURNING p.event_id, p.id, p.order_id, ${keptMinor("p")} - ${keptMinor("pay")} AS kept
), money AS (
  ${appendPaymentMoved("moved")}
), noted AS (
  INSERT INTO audit_log (actor, action, organization_id, event_id, subject, outcome, detail)
  SELECT 'system', 'payment.refund', e.organization_id, c.event_id, o.number, lower($3::text), jsonb_build_object('refund', c.id, 'amount', c.amount_minor)
  FROM counted c JOIN orders o ON o.event_id = c.event_id AND o.id = c.order_id JOIN events e ON e.id = c.event_id
)
SELECT id::text AS id FROM counted`;

/** Sends a refund off anew that the gateway had refused: the next attempt, under a key of its own. */
export const RETRY_REFUND = `
UPDATE refunds r SET status = 'PENDING', attempt = r.attempt + 1, gateway_id = NULL, asked_at = now()
WHERE r.event_id = $1::int AND r.id = $2::uuid AND r.order_id = $3::uuid AND r.status = 'FAILED' RETURNING r.id::text AS id`;

/**
 * Takes up to $2 refunds that the gateway was not asked about for $1 seconds, and notes that it is asked now. Those of late
 * and surplus money are the payments' own business (late-statements.ts).
 */
export const TAKE_PENDING_REFUNDS = `
WITH due AS MATERIALIZED (
  SELECT r.event_id, r.id FROM refunds r WHERE r.status = 'PENDING' AND r.asked_at <= now() - make_interval(secs => $1::int)
    AND r.idempotency_key !~ '-(late|surplus)$'
  ORDER BY r.asked_at LIMIT $2::int FOR UPDATE SKIP LOCKED
)
UPDATE refunds r SET asked_at = now() FROM due WHERE r.event_id = due.event_id AND r.id = due.id
RETURNING r.event_id, r.id::text AS id`;
