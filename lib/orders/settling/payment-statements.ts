/**
 * The payments that the reconciler must ask about, at most $2 of each kind, the longest quiet first: unsettled for $1 seconds, or
 * holding money whose order is neither paid nor waits for its buyer's answer to an offer.
 */
export const LIST_UNSETTLED = `
SELECT due.event_id AS "eventId", due.id::text AS id, due.updated_at AS "updatedAt"
FROM (
  (SELECT p.event_id, p.id, p.updated_at FROM payments p WHERE p.status IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORIZED')
    AND p.updated_at <= now() - make_interval(secs => $1::int)
  ORDER BY p.updated_at LIMIT $2::int)
  UNION
  (SELECT p.event_id, p.id, p.updated_at FROM orders o JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
  WHERE o.status IN ('PENDING', 'FAILED') AND p.status = 'CAPTURED' AND (o.offer_until IS NULL OR o.offer_until <= now())
    AND p.updated_at <= now() - make_interval(secs => $1::int)
  ORDER BY p.updated_at LIMIT $2::int)
) due ORDER BY due.updated_at`;
