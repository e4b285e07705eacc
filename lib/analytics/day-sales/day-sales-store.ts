import { booksOfDay, daysOfEvent, paidDaysOf } from "#lib/orders/day-statements";
import { globalDb } from "#lib/platform/db/db";
import { empty, type Sql, sql } from "#lib/platform/db/sql";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";

/** An event on one day, `2026-11-28` in UTC. */
export type EventDay = { eventId: number; day: string };

/** Marks days of events to be counted again, and the days on which the orders were paid. */
export async function appendDue(
  tx: Transaction,
  days: readonly EventDay[],
  orders: readonly { eventId: number; orderId: string }[],
): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO day_sales_due (day, event_id)
     SELECT d.day, d.event_id FROM unnest($1::date[], $2::int[]) AS d(day, event_id)
     UNION ${paidDaysOf("unnest($3::int[], $4::uuid[]) AS a(event_id, order_id)")}
     ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    days.map(({ day }) => day),
    days.map(({ eventId }) => eventId),
    orders.map(({ eventId }) => eventId),
    orders.map(({ orderId }) => orderId),
  );
}

/** Marks every day of an event. */
export async function appendDueOf(eventId: number): Promise<void> {
  await globalDb().$executeRawUnsafe(
    `INSERT INTO day_sales_due (day, event_id) SELECT d.day, $1::int FROM (${daysOfEvent("$1::int")}) d ON CONFLICT DO NOTHING`,
    eventId,
  );
}

type Books = { orders: number; tickets: number; revenue: number; refunds: number; lost: number; fees: number };

/**
 * Takes up to `limit` marks and counts their days from the books, in one transaction; how many. A sale that commits meanwhile marks
 * its day again, because its mark waits for this transaction. Any number of processes may run it: each takes other marks.
 */
export async function countDue(limit: number): Promise<number> {
  return inTransaction(globalDb(), async (tx) => {
    const due = await tx.$queryRaw<EventDay[]>`
      DELETE FROM day_sales_due d USING (
        SELECT day, event_id FROM day_sales_due ORDER BY day, event_id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
      ) taken WHERE d.day = taken.day AND d.event_id = taken.event_id
      RETURNING d.day::text AS day, d.event_id AS "eventId"`;
    for (const each of due) await countDay(tx, each);
    return due.length;
  });
}

async function countDay(tx: Transaction, { eventId, day }: EventDay): Promise<void> {
  const [books] = await tx.$queryRawUnsafe<Books[]>(booksOfDay("$1::int", "$2::date"), eventId, day);
  const { orders = 0, tickets = 0, revenue = 0, refunds = 0, lost = 0, fees = 0 } = books ?? {};
  if ([orders, revenue, refunds, lost, fees].every((figure) => figure === 0)) {
    await tx.$executeRaw`DELETE FROM day_sales WHERE day = ${day}::date AND event_id = ${eventId}::int`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO day_sales (day, event_id, organization_id, currency, orders, tickets, revenue_minor, refunds_minor, lost_minor, gateway_fees_minor)
    SELECT ${day}::date, e.id, e.organization_id, e.currency, ${orders}::int, ${tickets}::int, ${revenue}::bigint, ${refunds}::bigint,
      ${lost}::bigint, ${fees}::bigint FROM events e WHERE e.id = ${eventId}::int
    ON CONFLICT (day, event_id) DO UPDATE SET orders = excluded.orders, tickets = excluded.tickets,
      revenue_minor = excluded.revenue_minor, refunds_minor = excluded.refunds_minor, lost_minor = excluded.lost_minor,
      gateway_fees_minor = excluded.gateway_fees_minor`;
}

export type DaySalesSpan = { from: string; to: string; organizationId?: string | undefined };
type Figures = {
  currency: string;
  orders: number;
  tickets: number;
  revenueMinor: number;
  refundsMinor: number;
  lostMinor: number;
  feesMinor: number;
};
export type DaySalesRow = Figures & { day: string; organizationId: string; organization: string };

const FIGURES = sql`s.currency, sum(s.orders)::int AS orders, sum(s.tickets)::int AS tickets,
  sum(s.revenue_minor)::float8 AS "revenueMinor", sum(s.refunds_minor)::float8 AS "refundsMinor",
  sum(s.lost_minor)::float8 AS "lostMinor", sum(s.gateway_fees_minor)::float8 AS "feesMinor"`;

function chosen({ from, to, organizationId }: DaySalesSpan): Sql {
  const ofOne = organizationId === undefined ? empty : sql`AND s.organization_id = ${organizationId}::uuid`;
  return sql`s.day BETWEEN ${from}::date AND ${to}::date ${ofOne}`;
}

/** A page of what was sold by day, organization and currency, the latest day first. */
export async function listDaySales(
  span: DaySalesSpan,
  { offset, limit }: { offset: number; limit: number },
): Promise<DaySalesRow[]> {
  return globalDb().$queryRaw<DaySalesRow[]>`
    SELECT s.day::text AS day, s.organization_id::text AS "organizationId", o.name AS organization, ${FIGURES}
    FROM day_sales s JOIN organizations o ON o.id = s.organization_id WHERE ${chosen(span)}
    GROUP BY s.day, s.organization_id, o.name, s.currency
    ORDER BY s.day DESC, o.name, s.organization_id, s.currency OFFSET ${offset}::int LIMIT ${limit}::int`;
}

/** How many lines the whole period has, and its sums by currency. */
export async function totalDaySales(span: DaySalesSpan): Promise<{ lines: number; totals: Figures[] }> {
  const [totals, counted] = await Promise.all([
    globalDb().$queryRaw<Figures[]>`
      SELECT ${FIGURES} FROM day_sales s WHERE ${chosen(span)} GROUP BY s.currency ORDER BY s.currency`,
    globalDb().$queryRaw<{ lines: number }[]>`
      SELECT count(*)::int AS lines FROM (SELECT DISTINCT s.day, s.organization_id, s.currency FROM day_sales s WHERE ${chosen(span)}) d`,
  ]);
  return { lines: counted[0]?.lines ?? 0, totals };
}
