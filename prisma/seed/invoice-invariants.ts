/**
 * The invariants of invoices (INV-14), in SQL: numbers without gaps, lines that add up, and documents that are what was kept of their orders.
 * A credit note follows its refund within moments, so only refunds that have one are counted.
 */
export const INVOICES_ALWAYS = [
  `SELECT format('INV-14: the %s numbers of organization %s in %s end at %s, and there are %s', kind, organization_id, year, max(serial), count(*)) AS broken
   FROM invoices GROUP BY organization_id, kind, year HAVING min(serial) <> 1 OR max(serial) <> count(*)`,
  `SELECT format('INV-14: organization %s counts %s invoices and %s credit notes in %s, there are %s and %s', c.organization_id, c.invoices, c.credit_notes, c.year, i.invoices, i.notes) AS broken
   FROM invoice_counters c CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE kind = 'INVOICE') AS invoices, count(*) FILTER (WHERE kind = 'CREDIT_NOTE') AS notes
     FROM invoices i WHERE i.organization_id = c.organization_id AND i.year = c.year) i
   WHERE c.invoices <> i.invoices OR c.credit_notes <> i.notes`,
  `SELECT format('INV-14: %s of organization %s is over %s, its lines over %s, net and tax over %s and %s, its rates over %s', i.number, i.organization_id, i.total_minor,
     l.total, i.document->'totals'->>'netMinor', i.document->'totals'->>'taxMinor', t.tax) AS broken
   FROM invoices i
   CROSS JOIN LATERAL (SELECT coalesce(sum((l->>'totalMinor')::bigint), 0) AS total FROM jsonb_array_elements(i.document->'lines') l) l
   CROSS JOIN LATERAL (SELECT coalesce(sum((t->>'amountMinor')::bigint), 0) AS tax FROM jsonb_array_elements(i.document->'totals'->'taxes') t) t
   WHERE l.total <> i.total_minor OR t.tax <> (i.document->'totals'->>'taxMinor')::bigint OR i.document->>'number' <> i.number
     OR (i.document->'totals'->>'netMinor')::bigint + t.tax <> i.total_minor`,
  `SELECT format('INV-14: order %s over %s is invoiced over %s, credited over %s, refunded with a credit note over %s', o.number, o.total_minor, d.invoiced, d.credited, r.refunded) AS broken
   FROM (SELECT event_id, order_id, coalesce(sum(total_minor) FILTER (WHERE kind = 'INVOICE'), 0) AS invoiced,
       coalesce(sum(total_minor) FILTER (WHERE kind = 'CREDIT_NOTE'), 0) AS credited, bool_or(cause = 'undone') AS is_undone
     FROM invoices GROUP BY event_id, order_id) d
   JOIN orders o ON o.event_id = d.event_id AND o.id = d.order_id
   CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_minor), 0) AS refunded FROM refunds r WHERE r.event_id = o.event_id AND r.order_id = o.id
     AND EXISTS (SELECT FROM invoices i WHERE i.event_id = r.event_id AND i.order_id = r.order_id AND i.cause = r.id::text)) r
   WHERE d.invoiced - d.credited <> CASE WHEN d.is_undone THEN 0 ELSE o.total_minor - r.refunded END`,
];
