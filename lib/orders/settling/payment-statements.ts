import { claimPromoUse, lockPromo } from "#lib/pricing/promo-fragments";
import { beginPaying, lockHeldReservation, lockPayingReservation } from "#lib/reservations/reservation-fragments";
import { keepLockedSeats, lockSeats } from "#lib/seating/seat-fragments";
import { appendPaymentMoved, keptMinor } from "../fact-statements.ts";
import type { OrderStatus } from "../state.ts";

/**
 * The statements that move money's consequences. Each is one auto-commit statement whose row count says who won. All of
 * them lock in one order, payment → order → reservation → seats by id, and a hold locks seats last as well, so that no
 * two of them can wait for each other in a circle.
 */

/** Orders in these states have given the use of their promo code back. */
export const WITHOUT_PROMO_USE = ["FAILED", "REFUNDED"] as const satisfies readonly OrderStatus[];

/** How often the buyer of the reservation `res` has the promo code in an order that is paid or may yet be. */
const USED_BY_BUYER = `(SELECT count(*) FROM orders x WHERE x.event_id = res.event_id AND x.promo_id = $7::uuid AND x.buyer_key = res.buyer_key
    AND x.status NOT IN (${WITHOUT_PROMO_USE.map((status) => `'${status}'`).join(", ")}))`;

/**
 * Locks a reservation and then the promo code of its order, and does nothing else. It runs before OPEN_ORDER in the same
 * transaction, so that OPEN_ORDER counts the buyer's uses of the code after the wait: a statement that waits for a lock
 * itself counts the orders of before the wait, and two commits at once would both get a once-per-buyer code.
 */
export const LOCK_PROMO = `
WITH res AS MATERIALIZED (
  ${lockHeldReservation({ eventId: "$1::int", id: "$2::uuid" })}
), locked AS MATERIALIZED (
  ${lockPromo({ from: "res", eventId: "res.event_id", promoId: "$3::uuid" })}
)
SELECT count(*)::int AS promos FROM locked`;

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
  ${lockHeldReservation({ eventId: "$1::int", id: "$2::uuid" })}
), promo AS (
  ${claimPromoUse({ from: "res", eventId: "res.event_id", promoId: "$7::uuid", usedByBuyer: USED_BY_BUYER })}
), paying AS (
  ${beginPaying({ from: "res", seconds: "$9::int", where: "$7::uuid IS NULL OR EXISTS (SELECT 1 FROM promo)" })}
), locked AS MATERIALIZED (
  ${lockSeats({ from: "paying p", eventId: "p.event_id", seatIds: "p.seat_ids", where: "s.reservation_id = p.id", columns: "s.price_level_id, p.expires_at" })}
), kept AS (
  ${keepLockedSeats({ locked: "locked", until: "l.expires_at + make_interval(secs => $10::int)" })}
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
 * is live already (the partial unique index decides that, not this statement's reading). Who pays is changed only by the
 * attempt that opens: a live one is repeated at the gateway word for word, mail address included.
 */
export const OPEN_ATTEMPT = `
WITH ord AS MATERIALIZED (
  SELECT o.* FROM orders o WHERE o.event_id = $1::int AND o.id = $2::uuid AND o.status = 'PENDING' FOR UPDATE
), res AS MATERIALIZED (
  ${lockPayingReservation({ from: "ord o", eventId: "o.event_id", id: "o.reservation_id" })}
), tried AS (
  INSERT INTO payments (event_id, id, order_id, attempt, gateway, idempotency_key, amount_minor, currency, method_id, client_key)
  SELECT o.event_id, $3::uuid, o.id, n.next, $4::text, o.number || '-' || n.next, o.total_minor, o.currency, $5::text, $6::text
  FROM res, ord o, LATERAL (SELECT coalesce(max(p.attempt), 0) + 1 AS next FROM payments p WHERE p.event_id = o.event_id AND p.order_id = o.id) n
  ON CONFLICT DO NOTHING
  RETURNING id
), who AS (
  UPDATE orders o SET email = ($7::jsonb->>'email')::citext, name = $7::jsonb->>'name', phone = $7::jsonb->>'phone'
  FROM tried WHERE o.event_id = $1::int AND o.id = $2::uuid
)
SELECT id::text AS payment_id FROM tried`;

/**
 * Records a state of a payment that settles nothing, when the table of states allows it; with its webhook's event id, which is written behind the payment's lock as everywhere. The
 * authorization of an order that is paid is not let go here: that takes its tickets back as well (UNDO_SETTLEMENT).
 */
export const MOVE_PAYMENT = `
WITH pay AS MATERIALIZED (
  SELECT p.* FROM payments p WHERE p.event_id = $1::int AND p.id = $2::uuid FOR UPDATE
), fresh AS (
  INSERT INTO webhook_inbox (event_id, gateway, gateway_event_id, type)
  SELECT pay.event_id, $6::jsonb->>'gateway', $6::jsonb->>'id', $6::jsonb->>'type' FROM pay WHERE $6::jsonb IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING 1
), ord AS MATERIALIZED (
  SELECT o.* FROM pay p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id FOR UPDATE OF o
), moved AS (
  UPDATE payments p SET status = $3::payment_status, gateway_id = coalesce($4::text, p.gateway_id), decline_code = coalesce($5::text, p.decline_code), updated_at = now()
  FROM pay, ord WHERE p.event_id = pay.event_id AND p.id = pay.id AND (pay.status = ANY ($7::payment_status[]) OR pay.status = $3::payment_status)
    AND ($6::jsonb IS NULL OR EXISTS (SELECT 1 FROM fresh)) AND NOT (pay.status = 'AUTHORIZED' AND $3::payment_status = 'CANCELED' AND ord.status = 'PAID')
  RETURNING p.event_id, p.id, p.order_id, ${keptMinor("p")} - ${keptMinor("pay")} AS kept
), money AS (
  ${appendPaymentMoved("moved")}
)
SELECT id::text AS id FROM moved`;

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
