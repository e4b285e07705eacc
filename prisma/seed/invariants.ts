import { chargeLimits } from "#lib/platform/charge-limits";
import { CURRENCIES } from "#lib/platform/currencies";
import { db } from "#lib/platform/db/db";
import { INVOICES_ALWAYS } from "./invoice-invariants.ts";
import { LEDGER_ALWAYS, LEDGER_QUIET } from "./ledger-invariants.ts";

/**
 * Checks the product's invariants over the whole database in SQL. Answers a sentence with its number for each broken one; the
 * answer must be empty whatever ran before. `at any time` checks what must hold even in the middle of a rush; `after quiet`
 * also checks what holds once no payment is pending at the gateway.
 */
export async function checkInvariants(when: "at any time" | "after quiet" = "at any time"): Promise<string[]> {
  const always = [...ALWAYS, ...LEDGER_ALWAYS, ...INVOICES_ALWAYS];
  const checks = when === "after quiet" ? [...always, ...QUIET, ...LEDGER_QUIET] : always;
  const answers = await Promise.all(checks.map((sql) => db().$queryRawUnsafe<{ broken: string }[]>(`${sql} LIMIT 20`)));
  return answers.flat().map((row) => row.broken);
}

/** Currencies in which not every amount can be charged. */
const STEPS = `'${JSON.stringify(
  Object.fromEntries(
    [...CURRENCIES].flatMap((currency) => {
      const { stepMinor } = chargeLimits(currency) ?? { stepMinor: 1 };
      return stepMinor === 1 ? [] : [[currency, stepMinor]];
    }),
  ),
)}'`;

/**
 * Money of an order: `taken` is captured minus refunded, `promised` authorized, `owed` refunds that are decided but not done,
 * `alone` refunds with neither ticket nor add-on. `kept` is the price of live tickets after the order's discount, spread by price and rounded
 * up to the step of amounts (lib/orders/refunding/refund-rules.ts does the same in TypeScript), with the add-ons that were not returned while a
 * ticket is live, minus `alone`. `reckoned` is the total by the full prices, the reductions and the added taxes; `lines` the total by the prices of the lines, where
 * they are final. A ticket that
 * was forfeited without a refund (lib/orders/erase-buyer.ts) is void, and its price is still kept.
 */
const MONEY = `
WITH money AS (
  SELECT o.event_id, o.number, o.status::text AS status, o.total_minor, o.discount_minor, o.offer_until, i.items, i.price, i.list + a.list - o.discount_minor + o.added_tax_minor AS reckoned,
    CASE WHEN i.is_final THEN i.price + a.total ELSE o.total_minor END AS lines, a.total AS add_ons, a.pieces, o.add_ons_minor, t.live_count, t.paid_count,
    coalesce(p.taken, 0) AS taken, coalesce(p.lost, 0) AS lost, coalesce(p.promised, 0) AS promised, coalesce(r.owed, 0) AS owed, coalesce(r.alone, 0) AS alone,
    CASE WHEN t.paid_count = 0 THEN 0 ELSE greatest(coalesce(least(o.total_minor - o.add_ons_minor,
      ceil((o.total_minor - o.add_ons_minor)::numeric * t.paid_price / nullif(i.price, 0) / s.step) * s.step), 0) + o.add_ons_minor - a.returned - coalesce(r.alone, 0), 0) END AS kept
  FROM orders o
  CROSS JOIN LATERAL (SELECT coalesce((${STEPS}::jsonb ->> o.currency)::int, 1) AS step) s
  LEFT JOIN LATERAL (SELECT count(*) AS items, coalesce(sum(unit_minor), 0) AS price, coalesce(sum(coalesce(list_minor, unit_minor)), 0) AS list,
      coalesce(bool_and(list_minor IS NOT NULL), true) AS is_final FROM order_items i
    WHERE i.event_id = o.event_id AND i.order_id = o.id) i ON true
  LEFT JOIN LATERAL (SELECT coalesce(sum(a.quantity * a.unit_minor), 0) AS list, coalesce(sum(a.total_minor), 0) AS total,
      coalesce(sum(a.returned_minor), 0) AS returned, coalesce(sum(a.returned), 0) AS pieces FROM order_add_ons a
    WHERE a.event_id = o.event_id AND a.order_id = o.id) a ON true
  LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE t.status = 'LIVE') AS live_count, count(*) AS paid_count, coalesce(sum(unit_minor), 0) AS paid_price
    FROM tickets t WHERE t.event_id = o.event_id AND t.order_id = o.id AND (t.status = 'LIVE' OR t.forfeited_at IS NOT NULL OR t.suspended_at IS NOT NULL)) t ON true
  LEFT JOIN LATERAL (
    SELECT sum(amount_minor - refunded_minor - lost_minor) FILTER (WHERE status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST')) AS taken,
      sum(lost_minor) AS lost,
      sum(amount_minor) FILTER (WHERE status = 'AUTHORIZED') AS promised
    FROM payments p WHERE p.event_id = o.event_id AND p.order_id = o.id) p ON true
  LEFT JOIN LATERAL (
    SELECT sum(r.amount_minor) FILTER (WHERE r.status <> 'SUCCEEDED' AND p.status IN ('CAPTURED', 'REFUNDED', 'DISPUTED', 'LOST')) AS owed,
      sum(r.amount_minor) FILTER (WHERE cardinality(r.ticket_ids) = 0 AND cardinality(r.add_on_ids) = 0 AND r.kind NOT IN ('LATE_PAYMENT', 'SURPLUS')) AS alone
    FROM refunds r JOIN payments p ON p.event_id = r.event_id AND p.id = r.payment_id
    WHERE r.event_id = o.event_id AND r.order_id = o.id) r ON true
)`;

const ALWAYS = [
  `SELECT format('INV-1: seat %s of event %s has %s live tickets', seat_id, event_id, count(*)) AS broken
   FROM tickets WHERE status = 'LIVE' GROUP BY event_id, seat_id HAVING count(*) > 1`,
  `SELECT format('INV-1: seat %s of event %s is %s and has %s live tickets', s.id, s.event_id, s.status, count(t.id)) AS broken
   FROM seats s LEFT JOIN tickets t ON t.event_id = s.event_id AND t.seat_id = s.id AND (t.status = 'LIVE' OR t.suspended_at IS NOT NULL)
   GROUP BY s.event_id, s.id, s.status HAVING (s.status = 'BOOKED') <> (count(t.id) > 0)`,
  `SELECT format('INV-1: ticket %s of event %s is for seat %s, which order %s does not have', t.number, t.event_id, t.seat_id, t.order_id) AS broken
   FROM tickets t LEFT JOIN order_items i ON i.event_id = t.event_id AND i.order_id = t.order_id AND i.seat_id = t.seat_id
   WHERE t.status = 'LIVE' AND i.seat_id IS NULL`,
  `SELECT format('INV-3: event %s has %s seats and a capacity of %s', e.id, count(s.id) FILTER (WHERE NOT s.removed), e.capacity) AS broken
   FROM events e JOIN seats s ON s.event_id = e.id GROUP BY e.id, e.capacity
   HAVING count(s.id) FILTER (WHERE NOT s.removed) <> e.capacity OR max(s.id) <> count(s.id)`,
  `SELECT format('INV-4: seat %s of event %s is %s for reservation %s, which is %s', s.id, s.event_id, s.status, s.reservation_id, coalesce(r.status::text, 'missing')) AS broken
   FROM seats s LEFT JOIN reservations r ON r.event_id = s.event_id AND r.id = s.reservation_id
   LEFT JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
   WHERE (s.status = 'BOOKED' AND (r.status IS DISTINCT FROM 'CONFIRMED' OR NOT s.id = ANY (r.seat_ids)))
     OR (s.status = 'HELD' AND s.held_until > now() AND NOT coalesce((r.status IN ('HELD', 'PAYING') AND s.id = ANY (r.seat_ids))
       OR (o.status = 'PENDING' AND (o.offer_until IS NULL OR s.id = ANY (o.offer_seat_ids))), false))`,
  `SELECT format('INV-7: reservation %s of event %s is %s and has %s of its %s seats', r.id, r.event_id, r.status, h.count, cardinality(r.seat_ids)) AS broken
   FROM reservations r LEFT JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
   CROSS JOIN LATERAL (SELECT count(*) FROM seats s WHERE s.event_id = r.event_id AND s.id = ANY (r.seat_ids) AND s.reservation_id = r.id) h
   WHERE ((r.status IN ('HELD', 'PAYING') AND r.expires_at > now()) OR (r.status = 'CONFIRMED' AND o.status = 'PAID'))
     AND h.count + (SELECT count(*) FROM tickets t WHERE t.event_id = o.event_id AND t.order_id = o.id AND t.forfeited_at IS NOT NULL) <> cardinality(r.seat_ids)`,
  `SELECT format('INV-6: reservation %s of event %s is CONFIRMED and its order is %s', r.id, r.event_id, coalesce(o.status::text, 'missing')) AS broken
   FROM reservations r LEFT JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
   WHERE r.status = 'CONFIRMED' AND (o.status IS NULL OR o.status IN ('PENDING', 'FAILED'))`,
  `SELECT format('INV-6: buyer %s uses promo code %s of event %s %s times, %s allowed', o.buyer_key, c.code, c.event_id, count(*), c.uses_per_buyer) AS broken
   FROM orders o JOIN promo_codes c ON c.event_id = o.event_id AND c.id = o.promo_id
   WHERE o.status NOT IN ('FAILED', 'REFUNDED') GROUP BY c.event_id, c.id, o.buyer_key HAVING count(*) > c.uses_per_buyer`,
  `${MONEY} SELECT format('INV-10: order %s is %s at %s, its seats cost %s less %s, %s taken, %s promised, %s of %s tickets live',
     number, status, total_minor, price, discount_minor, taken, promised, live_count, items) AS broken FROM money
   WHERE CASE status
     WHEN 'PAID' THEN NOT (taken + lost + promised = total_minor AND reckoned = total_minor AND lines = total_minor AND add_ons = add_ons_minor AND paid_count = items AND owed = 0)
     WHEN 'PARTIALLY_REFUNDED' THEN NOT (taken + lost - owed = kept AND paid_count > 0 AND (paid_count < items OR alone > 0 OR pieces > 0))
     WHEN 'REFUNDED' THEN NOT (0 IN (taken - owed, taken + lost - owed) AND live_count = 0)
     ELSE live_count > 0
   END`,
  `SELECT format('INV-10: the ticket of seat %s of order %s of event %s costs %s, its reductions and taxes say %s', i.seat_id, i.order_id, i.event_id, i.unit_minor,
     i.list_minor - r.off + x.added) AS broken
   FROM order_items i JOIN orders o ON o.event_id = i.event_id AND o.id = i.order_id
   CROSS JOIN LATERAL (SELECT coalesce(sum((p->>'amountMinor')::bigint), 0) AS off FROM jsonb_array_elements(i.parts) p) r
   CROSS JOIN LATERAL (SELECT CASE WHEN o.added_tax_minor > 0 THEN coalesce(sum((t->>'amountMinor')::bigint), 0) ELSE 0 END AS added FROM jsonb_array_elements(i.tax) t) x
   WHERE i.list_minor IS NOT NULL AND i.list_minor - r.off + x.added <> i.unit_minor`,
  `SELECT format('INV-10: ticket %s of event %s costs %s, its item %s', t.number, t.event_id, t.unit_minor, i.unit_minor) AS broken
   FROM tickets t JOIN order_items i ON i.event_id = t.event_id AND i.order_id = t.order_id AND i.seat_id = t.seat_id WHERE t.unit_minor <> i.unit_minor`,
  `SELECT format('INV-15: add-on %s of event %s claims %s of its stock, its orders have %s', x.id, x.event_id, x.claimed, c.count) AS broken
   FROM event_add_ons x CROSS JOIN LATERAL (SELECT coalesce(sum(a.quantity - a.returned), 0) AS count FROM order_add_ons a
     JOIN orders o ON o.event_id = a.event_id AND o.id = a.order_id AND o.status NOT IN ('FAILED', 'REFUNDED')
     WHERE a.event_id = x.event_id AND a.add_on_id = x.id) c WHERE x.claimed <> c.count`,
  `SELECT format('INV-10: order %s of event %s returned add-ons worth %s, its refunds say %s', a.order_id, a.event_id, a.minor, r.minor) AS broken
   FROM (SELECT event_id, order_id, sum(returned_minor) AS minor FROM order_add_ons GROUP BY event_id, order_id) a
   JOIN orders o ON o.event_id = a.event_id AND o.id = a.order_id AND o.status IN ('PAID', 'PARTIALLY_REFUNDED')
   CROSS JOIN LATERAL (SELECT coalesce(sum(m), 0) AS minor FROM refunds f, unnest(f.add_on_minor) AS m
     WHERE f.event_id = a.event_id AND f.order_id = a.order_id) r WHERE a.minor <> r.minor`,
  `SELECT format('INV-10: payment %s of event %s says %s was refunded, its refunds say %s', p.id, p.event_id, p.refunded_minor, coalesce(sum(r.amount_minor), 0)) AS broken
   FROM payments p LEFT JOIN refunds r ON r.event_id = p.event_id AND r.payment_id = p.id AND r.status = 'SUCCEEDED'
   GROUP BY p.event_id, p.id, p.refunded_minor HAVING p.refunded_minor <> coalesce(sum(r.amount_minor), 0)`,
  `SELECT format('INV-10: payment %s of event %s is %s and lost %s, its disputes took %s', p.id, p.event_id, p.status, p.lost_minor, d.lost) AS broken
   FROM payments p CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor) FILTER (WHERE status = 'LOST'), 0) AS lost,
     coalesce(bool_or(status = 'OPEN' AND is_withdrawn), false) AS open FROM disputes d WHERE d.event_id = p.event_id AND d.payment_id = p.id) d
   WHERE p.lost_minor <> least(d.lost, p.amount_minor) OR (p.status = 'LOST' AND d.lost = 0) OR (p.status = 'DISPUTED') <> (d.open AND p.status NOT IN ('REFUNDED', 'LOST'))`,
  `SELECT format('INV-2: ticket %s of event %s is suspended and its order is not disputed', t.number, t.event_id) AS broken
   FROM tickets t WHERE t.suspended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM disputes d
     WHERE d.event_id = t.event_id AND d.order_id = t.order_id AND d.status = 'OPEN' AND d.is_withdrawn)`,
];

const QUIET = [
  `SELECT format('INV-2: order %s of cancelled event %s is %s, and its run is over', o.number, o.event_id, o.status) AS broken
   FROM cancellations c JOIN orders o ON o.event_id = c.event_id
   LEFT JOIN cancelled_orders x ON x.event_id = o.event_id AND x.order_id = o.id
   WHERE c.finished_at IS NOT NULL AND o.status IN ('PENDING', 'PAID', 'PARTIALLY_REFUNDED') AND x.status IS DISTINCT FROM 'FAILED'`,
  `SELECT format('INV-11: job %s is locked by %s, which is gone', j.id, j.locked_by) AS broken
   FROM graphile_worker._private_jobs j WHERE j.locked_at < now() - interval '60 s' AND NOT EXISTS (
     SELECT 1 FROM job_workers w WHERE w.worker = j.locked_by AND w.seen_at > now() - interval '60 s')`,
  `${MONEY} SELECT format('INV-2: order %s is %s, %s taken, %s only promised, no offer open', number, status, taken, promised) AS broken
   FROM money WHERE promised > 0 AND offer_until IS NULL OR (status IN ('PENDING', 'FAILED') AND taken > 0 AND offer_until IS NULL)`,
  `SELECT format('INV-2: refund %s of event %s is %s', id, event_id, status) AS broken FROM refunds WHERE status <> 'SUCCEEDED'`,
  `SELECT format('INV-6: promo code %s of event %s counts %s uses, %s orders have it', c.code, c.event_id, c.uses, count(o.id)) AS broken
   FROM promo_codes c LEFT JOIN orders o ON o.event_id = c.event_id AND o.promo_id = c.id AND o.status NOT IN ('FAILED', 'REFUNDED')
   GROUP BY c.event_id, c.id, c.code, c.uses HAVING c.uses <> count(o.id)`,
];
