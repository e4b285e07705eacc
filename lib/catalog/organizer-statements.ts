import { appendFacts } from "#lib/platform/outbox/append-fact";

/** The statements with which organizers change events while people buy. */

/**
 * Writes an event's fields and price levels if they have not changed since `$2` (compare-and-swap on updated_at, which only
 * grows). `$5`: the hall or the set of levels changes, which requires that there are no seats. Held and sold seats keep the
 * prices in their reservations and orders.
 */
export const CHANGE_EVENT = `
WITH given AS (
  SELECT * FROM jsonb_to_record($3::jsonb) AS g(title text, subtitle text, description text, "categorySlug" text, performers text[],
    "venueId" int, "layoutHash" text, capacity int, "startsAt" timestamptz, "endsAt" timestamptz, "doorsAt" timestamptz,
    "salesStartAt" timestamptz, "salesEndAt" timestamptz, currency text, "holdSeconds" int, "seatsPerHoldMax" int, "seatsPerBuyerMax" int,
    "orphanRule" orphan_rule, "refundUntilHours" int, "disputePolicy" dispute_policy, limits jsonb, status event_status)
), moved AS (
  UPDATE events e SET title = g.title, subtitle = g.subtitle, description = g.description, category_slug = g."categorySlug",
    performers = g.performers, venue_id = g."venueId", layout_hash = g."layoutHash", capacity = g.capacity, starts_at = g."startsAt",
    ends_at = g."endsAt", doors_at = g."doorsAt", sales_start_at = g."salesStartAt", sales_end_at = g."salesEndAt", currency = g.currency,
    hold_seconds = g."holdSeconds", seats_per_hold_max = g."seatsPerHoldMax", seats_per_buyer_max = g."seatsPerBuyerMax",
    orphan_rule = g."orphanRule", refund_until_hours = g."refundUntilHours", dispute_policy = g."disputePolicy",
    limits = g.limits, status = g.status,
    updated_at = greatest(now(), e.updated_at + interval '1 millisecond')
  FROM given g WHERE e.id = $1::int AND e.updated_at = $2::timestamptz AND (e.status = 'DRAFT' OR NOT $5::boolean)
  RETURNING e.id
), levels AS MATERIALIZED (
  SELECT l.* FROM moved, jsonb_to_recordset($4::jsonb) AS l(id int, name text, "priceMinor" int, "feeMinor" int, "layoutCategories" int[])
), priced AS (
  INSERT INTO price_levels (event_id, id, name, price_minor, fee_minor, layout_categories)
  SELECT $1::int, id, name, "priceMinor", "feeMinor", "layoutCategories" FROM levels
  ON CONFLICT (event_id, id) DO UPDATE SET name = excluded.name, price_minor = excluded.price_minor, fee_minor = excluded.fee_minor,
    layout_categories = excluded.layout_categories
), dropped AS (
  DELETE FROM price_levels p USING moved WHERE p.event_id = moved.id AND $5::boolean AND p.id <> ALL (SELECT id FROM levels)
), fact AS (
  ${appendFacts({ type: "event.changed", eventId: "m.id", subject: "'event'", from: "moved m" })}
)
SELECT id FROM moved`;

/**
 * Locks an event and all its seats in id order, and does nothing else: it runs first in the transaction of those below, so
 * that they see every hold that came before, and every hold that comes after waits for them and finds no seat.
 */
export const LOCK_EVENT = `
WITH ev AS MATERIALIZED (
  SELECT id FROM events WHERE id = $1::int FOR UPDATE
), locked AS MATERIALIZED (
  SELECT s.id FROM seats s WHERE s.event_id = (SELECT id FROM ev) ORDER BY s.id FOR UPDATE
)
SELECT count(*)::int AS seats FROM locked`;

/** Deletes the seats of an event without sold, held or ever ordered ones; all of them or none. */
export const DELETE_FREE_SEATS = `
DELETE FROM seats WHERE event_id = $1::int
  AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.event_id = $1::int)
  AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.event_id = $1::int
    AND (r.status IN ('PAYING', 'CONFIRMED') OR (r.status = 'HELD' AND r.expires_at > now())))`;

/** Deletes an event without seats, which therefore has no sales, with its price levels. */
export const DELETE_EVENT = `
DELETE FROM events e WHERE e.id = $1::int
  AND NOT EXISTS (SELECT 1 FROM seats s WHERE s.event_id = e.id) AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.event_id = e.id)
RETURNING e.id`;

/** The same for an event to be rebuilt; does nothing when it is no longer on sale. */
export const DELETE_FREE_SEATS_ON_SALE = `${DELETE_FREE_SEATS}
  AND EXISTS (SELECT 1 FROM events e WHERE e.id = $1::int AND e.status = 'PUBLISHED')`;

/** Takes an event without seats off sale; answers whether seats were left because one is sold or held. */
export const UNPUBLISH_EVENT = `
WITH out AS (
  UPDATE events e SET status = 'DRAFT', updated_at = greatest(now(), e.updated_at + interval '1 millisecond')
  WHERE e.id = $1::int AND e.status = 'PUBLISHED' AND NOT EXISTS (SELECT 1 FROM seats s WHERE s.event_id = e.id)
)
SELECT EXISTS (SELECT 1 FROM seats s WHERE s.event_id = $1::int) AS has_seats`;

/** Deletes the remaining rows of a deleted event: lapsed holds, promo codes, queues. */
export const DELETE_TRACES = [
  "reservations",
  "refused_holds",
  "promo_codes",
  "waiting_rooms",
  "queue_tickets",
  "queue_leases",
].map(
  (table) =>
    `DELETE FROM ${table} WHERE event_id = $1::int AND NOT EXISTS (SELECT 1 FROM events e WHERE e.id = $1::int)`,
);
