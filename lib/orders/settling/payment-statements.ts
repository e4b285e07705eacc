/**
 * Takes up to $2 payments that the reconciler must ask about and notes that they were asked now, so that those the gateway
 * cannot answer for do not keep the others waiting and two reconcilers share the work: unsettled for $1 seconds, or holding
 * money whose order is neither paid nor waits for its buyer's answer to an offer.
 */
export const TAKE_UNSETTLED = `
WITH unsettled AS MATERIALIZED (
  SELECT p.event_id, p.id FROM payments p WHERE p.status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED')
    AND p.updated_at <= now() - make_interval(secs => $1::int)
  ORDER BY p.updated_at LIMIT $2::int FOR UPDATE SKIP LOCKED
), kept AS MATERIALIZED (
  SELECT p.event_id, p.id FROM orders o JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
  WHERE o.status IN ('PENDING', 'FAILED') AND p.status = 'CAPTURED' AND (o.offer_until IS NULL OR o.offer_until <= now())
    AND p.updated_at <= now() - make_interval(secs => $1::int)
  ORDER BY p.updated_at LIMIT $2::int FOR UPDATE OF p SKIP LOCKED
)
UPDATE payments p SET updated_at = now() FROM (SELECT * FROM unsettled UNION SELECT * FROM kept) due
WHERE p.event_id = due.event_id AND p.id = due.id RETURNING p.event_id, p.id::text AS id`;
