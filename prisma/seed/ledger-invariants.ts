/**
 * The ledger's part of the invariants: its transactions add up to zero, and every amount column of the books agrees with the balances
 * that its lines come to (INV-10).
 */
const CAPTURED = "('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST')";

const sumOf = (...accounts: string[]) =>
  `coalesce(sum(l.amount_minor) FILTER (WHERE l.account IN (${accounts.map((account) => `'${account}'`).join(", ")})), 0)`;

export const LEDGER_ALWAYS = [
  `SELECT format('INV-10: ledger transaction %s of event %s is out of balance by %s %s', transaction_id, event_id, sum(amount_minor), currency) AS broken
   FROM ledger_lines GROUP BY event_id, transaction_id, currency HAVING sum(amount_minor) <> 0`,
  `SELECT format('INV-10: event %s has %s lines for the fee of the gateway''s movement %s', event_id, count(*), movement) AS broken
   FROM ledger_lines WHERE movement IS NOT NULL GROUP BY event_id, movement HAVING count(*) <> 2 OR sum(amount_minor) <> 0`,
  `SELECT format('INV-10: payment %s of event %s is %s of %s, its ledger says %s captured, %s reserved', p.id, p.event_id, p.status, p.amount_minor, l.captured, l.reserved) AS broken
   FROM payments p CROSS JOIN LATERAL (
     SELECT ${sumOf("GATEWAY", "FEES", "PLATFORM_FEES")} AS captured, ${sumOf("RESERVED")} AS reserved, ${sumOf("SALES")} AS sales, ${sumOf("PROMISED")} AS promised
     FROM ledger_lines l WHERE l.event_id = p.event_id AND l.payment_id = p.id AND l.refund_id IS NULL AND l.dispute_id IS NULL) l
   WHERE l.captured <> CASE WHEN p.status IN ${CAPTURED} THEN p.amount_minor ELSE 0 END OR l.sales <> -l.captured
     OR l.reserved <> CASE p.status WHEN 'AUTHORIZED' THEN p.amount_minor ELSE 0 END OR l.promised <> -l.reserved`,
  `SELECT format('INV-10: the platform took %s of payment %s of event %s, of which it may take %s%s', l.taken, p.id, p.event_id, p.application_fee_minor,
     CASE WHEN l.sum < 0 THEN ', and gave back more' ELSE '' END) AS broken
   FROM payments p CROSS JOIN LATERAL (
     SELECT coalesce(sum(l.amount_minor) FILTER (WHERE l.kind = 'PLATFORM_FEE'), 0) AS taken, coalesce(sum(l.amount_minor), 0) AS sum
     FROM ledger_lines l WHERE l.event_id = p.event_id AND l.payment_id = p.id AND l.account = 'PLATFORM_FEES') l
   WHERE l.taken NOT IN (0, p.application_fee_minor) OR l.sum < 0`,
  `SELECT format('INV-10: payment %s of event %s says %s refunded and %s lost, its ledger %s and %s', p.id, p.event_id, p.refunded_minor, p.lost_minor, l.refunded, l.lost) AS broken
   FROM payments p CROSS JOIN LATERAL (
     SELECT coalesce(-sum(l.amount_minor) FILTER (WHERE l.account = 'GATEWAY' AND l.refund_id IS NOT NULL), 0) AS refunded, ${sumOf("LOSSES")} AS lost
     FROM ledger_lines l WHERE l.event_id = p.event_id AND l.payment_id = p.id) l
   WHERE p.refunded_minor <> l.refunded OR p.lost_minor <> least(l.lost, p.amount_minor)`,
  `SELECT format('INV-10: refund %s of event %s is %s of %s, its ledger says %s decided, %s in transit, %s owed, %s gone', r.id, r.event_id, r.status, r.amount_minor,
     l.decided, l.transit, l.owed, l.gone) AS broken
   FROM refunds r CROSS JOIN LATERAL (
     SELECT ${sumOf("REFUNDS")} AS decided, -${sumOf("IN_TRANSIT")} AS transit, -${sumOf("OWED")} AS owed, -${sumOf("GATEWAY")} AS gone
     FROM ledger_lines l WHERE l.event_id = r.event_id AND l.order_id = r.order_id AND l.refund_id = r.id) l
   WHERE l.decided <> r.amount_minor OR (l.transit, l.owed, l.gone) IS DISTINCT FROM (
     CASE r.status WHEN 'PENDING' THEN r.amount_minor ELSE 0 END, CASE r.status WHEN 'FAILED' THEN r.amount_minor ELSE 0 END,
     CASE r.status WHEN 'SUCCEEDED' THEN r.amount_minor ELSE 0 END)`,
  `SELECT format('INV-10: dispute %s of event %s is %s of %s, its ledger says %s taken, %s lost', d.id, d.event_id, d.status, d.amount_minor, l.taken, l.lost) AS broken
   FROM disputes d CROSS JOIN LATERAL (
     SELECT ${sumOf("DISPUTED")} AS taken, ${sumOf("LOSSES")} AS lost
     FROM ledger_lines l WHERE l.event_id = d.event_id AND l.order_id = d.order_id AND l.dispute_id = d.id) l
   WHERE l.taken <> CASE WHEN d.status = 'OPEN' AND d.is_withdrawn THEN d.amount_minor ELSE 0 END
     OR l.lost <> CASE d.status WHEN 'LOST' THEN d.amount_minor ELSE 0 END`,
  `SELECT format('INV-10: order %s is paid at %s, its ledger says %s sold', o.number, o.total_minor, l.sold) AS broken
   FROM orders o CROSS JOIN LATERAL (
     SELECT -${sumOf("SALES", "PROMISED")} AS sold FROM ledger_lines l WHERE l.event_id = o.event_id AND l.order_id = o.id AND NOT EXISTS (
       SELECT FROM refunds r WHERE r.event_id = o.event_id AND r.order_id = o.id AND r.payment_id = l.payment_id AND r.kind = 'SURPLUS')) l
   WHERE o.status IN ('PAID', 'PARTIALLY_REFUNDED') AND l.sold <> o.total_minor`,
];

/** The read model of sales follows the facts, so it agrees once its event has none on the way. */
export const LEDGER_QUIET = [
  `SELECT format('INV-10: event %s shows %s taken, its ledger says %s', s.event_id, s.taken_minor, l.taken) AS broken
   FROM event_sales s CROSS JOIN LATERAL (
     SELECT ${sumOf("GATEWAY", "DISPUTED", "FEES", "PLATFORM_FEES")} AS taken FROM ledger_lines l WHERE l.event_id = s.event_id) l
   WHERE s.taken_minor <> l.taken
     AND NOT EXISTS (SELECT FROM outbox f WHERE f.event_id = s.event_id)
     AND NOT EXISTS (SELECT FROM fact_deliveries f WHERE f.event_id = s.event_id)`,
];
