/** What an event's books say of one day in UTC, as SQL for the sales report. `eventId` and `day` are SQL expressions. */

const within = (column: string, day: string) =>
  `${column} >= (${day})::timestamp AT TIME ZONE 'UTC' AND ${column} < ((${day}) + 1)::timestamp AT TIME ZONE 'UTC'`;
const PAID = `o.status IN ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')`;

/** One row: the orders that were paid that day and were not undone, their tickets, and what the ledger's accounts moved by. */
export const booksOfDay = (eventId: string, day: string) => `
  SELECT s.orders, s.tickets, l.revenue, l.refunds, l.lost, l.fees FROM (
    SELECT count(*)::int AS orders, coalesce(sum((
      SELECT count(*) FROM order_items i WHERE i.event_id = ${eventId} AND i.order_id = o.id)), 0)::int AS tickets
    FROM orders o WHERE o.event_id = ${eventId} AND ${PAID} AND ${within("o.paid_at", day)}
  ) s CROSS JOIN (
    SELECT ${balance("SALES", "-")} AS revenue, ${balance("REFUNDS", "")} AS refunds, ${balance("LOSSES", "")} AS lost, ${balance("FEES", "")} AS fees
    FROM ledger_lines x WHERE x.event_id = ${eventId} AND ${within("x.at", day)}
  ) l`;

function balance(account: string, sign: "" | "-"): string {
  return `coalesce(${sign}sum(x.amount_minor) FILTER (WHERE x.account = '${account}'), 0)::float8`;
}

/** The days on which orders (`orders(event_id, order_id)` behind FROM) were paid, with their events. */
export const paidDaysOf = (orders: string) => `
  SELECT (o.paid_at AT TIME ZONE 'UTC')::date AS day, o.event_id
  FROM ${orders} JOIN orders o ON o.event_id = a.event_id AND o.id = a.order_id WHERE o.paid_at IS NOT NULL`;

/** Every day on which an event's orders were paid or its money moved. */
export const daysOfEvent = (eventId: string) => `
  SELECT (o.paid_at AT TIME ZONE 'UTC')::date AS day FROM orders o WHERE o.event_id = ${eventId} AND o.paid_at IS NOT NULL
  UNION SELECT (x.at AT TIME ZONE 'UTC')::date FROM ledger_lines x WHERE x.event_id = ${eventId}`;
