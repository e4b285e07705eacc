import { newOrderNumber } from "#lib/orders/placing/order-number";
import { db } from "#lib/platform/db/db";
import { type Layout, type Place, placesOf } from "#lib/seating/layout";
import { randomFrom } from "./random.ts";

/** No gateway took this money, so it was paid before the days that a new installation compares with one. */
const DAYS_BEFORE = 3;

/**
 * Sells a share of an event's seats the way people do, in baskets of one to four side by side: reservations, orders,
 * payments and tickets as a sale leaves them, so that every page and every invariant finds a house with a past.
 */
export async function sellSeats(eventId: number, layout: Layout, fill: number, now: Date): Promise<number> {
  const baskets = basketsOf(layout, fill, randomFrom(eventId * 7_919));
  if (baskets.length === 0) return 0;
  const random = randomFrom(eventId * 104_729);
  const numbers = new Set<string>();
  const orders = baskets.map((basket) => {
    // Sales come in waves: most of the past two weeks' orders are recent.
    const at = new Date(now.getTime() - (DAYS_BEFORE + random() ** 2 * (14 - DAYS_BEFORE)) * 86_400_000);
    const seats = basket.map((place) => ({
      id: place.id,
      section: layout.sections[place.section]?.name ?? "",
      row: place.row,
      number: place.number,
    }));
    return { number: unusedNumber(eventId, at.getUTCFullYear(), numbers), at: at.toISOString(), seats };
  });
  for (let first = 0; first < orders.length; first += 2_000) {
    await db().$executeRawUnsafe(SELL, eventId, JSON.stringify(orders.slice(first, first + 2_000)));
  }
  return orders.length;
}

/** Thirty random bits meet again among thousands of orders: about one arena in forty would break the seed. */
function unusedNumber(eventId: number, year: number, used: Set<string>): string {
  const number = newOrderNumber(eventId, year);
  if (used.has(number)) return unusedNumber(eventId, year, used);
  used.add(number);
  return number;
}

function basketsOf(layout: Layout, fill: number, random: () => number): Place[][] {
  const baskets: Place[][] = [];
  let open: Place[] = [];
  let size = 0;
  let skip = 0;
  const close = () => {
    if (open.length > 0) baskets.push(open);
    open = [];
    size = 0;
  };
  let before: Place | undefined;
  for (const place of placesOf(layout)) {
    if (before && (before.section !== place.section || before.row !== place.row)) {
      close();
      skip = 0;
    }
    before = place;
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    if (size === 0) {
      // Gaps are pairs and larger, as the rule of lone seats leaves them.
      if (random() >= fill) {
        skip = fill >= 1 ? 0 : 1 + Math.floor(random() * 3);
        if (fill < 1) continue;
      }
      size = 1 + Math.floor(random() * 4);
    }
    open.push(place);
    if (open.length === size) close();
  }
  close();
  return baskets;
}

// The ids are made by the database (uuidv7 with a shift): in this process they were a fifth of the time.
const SELL = `
WITH given AS MATERIALIZED (
  SELECT g.*, uuidv7(g.at - now()) AS reservation, uuidv7(g.at - now()) AS "order", uuidv7(g.at - now()) AS payment,
    uuidv7(g.at - now()) AS client, 'guest:' || uuidv7(g.at - now()) AS buyer
  FROM jsonb_to_recordset($2::jsonb) AS g(number text, at timestamptz, seats jsonb)
), places AS MATERIALIZED (
  SELECT g.*, p.id AS seat_id, p.section, p.row, p.number AS seat_number, uuidv7(g.at - now()) AS ticket, s.price_level_id, l.price_minor
  FROM given g CROSS JOIN LATERAL jsonb_to_recordset(g.seats) AS p(id int, section text, row text, number text)
  JOIN seats s ON s.event_id = $1 AND s.id = p.id
  JOIN price_levels l ON l.event_id = $1 AND l.id = s.price_level_id
), baskets AS MATERIALIZED (
  SELECT reservation, "order", payment, client, number, buyer, at, array_agg(seat_id ORDER BY seat_id) AS seat_ids,
    array_agg(price_minor ORDER BY seat_id) AS unit_minor, sum(price_minor)::bigint AS total
  FROM places GROUP BY 1, 2, 3, 4, 5, 6, 7
), event AS (SELECT currency FROM events WHERE id = $1
), reserved AS (
  INSERT INTO reservations (event_id, id, buyer_key, client_reservation_id, status, seat_ids, unit_minor, total_minor, currency, expires_at, extensions_left, created_at,
    first_seat_ids, first_unit_minor, first_total_minor, first_expires_at)
  SELECT $1, reservation, buyer, client, 'CONFIRMED', seat_ids, unit_minor, total, currency, at, 1, at, seat_ids, unit_minor, total, at FROM baskets, event
), ordered AS (
  INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, email, name, status, total_minor, currency, created_at, paid_at)
  SELECT $1, "order", number, reservation, buyer, 'someone@fairseat.example', 'Someone', 'PAID', total, currency, at, at FROM baskets, event
), items AS (
  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, section, row, number)
  SELECT $1, "order", seat_id, price_level_id, price_minor, section, row, seat_number FROM places
), paid AS (
  INSERT INTO payments (event_id, id, order_id, attempt, gateway, gateway_id, idempotency_key, status, amount_minor, currency, method_label, created_at, updated_at)
  SELECT $1, payment, "order", 1, 'stripe', 'pi_demo_' || replace(payment::text, '-', ''), number || '-1', 'CAPTURED', total, currency, 'Visa •••• 4242', at, at
  FROM baskets, event WHERE total > 0
), ledgered AS (
  INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id, at)
  SELECT $1, payment, 'CAPTURED', l.account, l.sign * total, currency, "order", payment,
    at
  FROM baskets, event, (VALUES ('GATEWAY'::ledger_account, 1), ('SALES', -1)) AS l(account, sign) WHERE total > 0
), ticketed AS (
  INSERT INTO tickets (event_id, id, number, order_id, seat_id, price_level_id, unit_minor, section, row, seat_number, holder_name, created_at)
  SELECT $1, ticket, number || '-' || row_number() OVER (PARTITION BY "order" ORDER BY seat_id), "order", seat_id, price_level_id, price_minor,
    section, row, seat_number, 'Someone', at
  FROM places
)
UPDATE seats s SET status = 'BOOKED', version = s.version + 1, reservation_id = p.reservation
FROM places p WHERE s.event_id = $1 AND s.id = p.seat_id`;
