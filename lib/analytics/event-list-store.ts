import { EVENT_STATE } from "#lib/catalog/state-store";
import { globalDb } from "#lib/platform/db/db";
import { join, type Sql, sql } from "#lib/platform/db/sql";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import type { EventSales, EventTotal } from "./contract.ts";
import { EVENT_STATES, type EventColumn, type OwnEventsQuery } from "./own-events-contract.ts";

/** What an organization put on sale, and what became of it. */
export type EventSalesRow = Omit<EventSales, "startsAt"> & {
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  startsAt: Date;
};

/** Which of an organization's events: by what the address asks for, one by its id, or those of which tickets were sold. */
export type EventFilter = Pick<OwnEventsQuery, "q" | "state" | "series"> & {
  organizationId: string;
  eventId?: number;
  isSold?: true;
};

type Place = { sort?: OwnEventsQuery["sort"]; limit: number; offset: number };

/** A page of an organization's events. `sold` counts live tickets, `takenMinor` is captured less refunded. */
export async function listEventRows(filter: EventFilter, { sort, limit, offset }: Place): Promise<EventSalesRow[]> {
  return globalDb().$queryRaw<EventSalesRow[]>`
    WITH shown AS MATERIALIZED (
      SELECT e.id, e.series_id, row_number() OVER (ORDER BY ${order(sort)}) AS place FROM ${TABLES} WHERE ${found(filter)}
      ORDER BY place LIMIT ${limit}::int OFFSET ${offset}::int
    ), series AS (${namedSeries(sql`d.series_id IN (SELECT shown.series_id FROM shown)`)})
    SELECT e.id, e.slug, e.title, e.status::text AS status, ${EVENT_STATE} AS state, e.starts_at AS "startsAt", v.timezone AS "timeZone",
      v.name AS "venueName", v.city, e.currency, e.capacity, coalesce(s.sold, 0) AS sold, coalesce(s.taken_minor, 0) AS "takenMinor",
      (SELECT to_jsonb(r) FROM series r WHERE r.id = e.series_id) AS series
    FROM shown JOIN (${TABLES}) ON e.id = shown.id ORDER BY shown.place`;
}

/** All events that pass the filter, counted by currency. */
export async function countEvents(filter: EventFilter): Promise<EventTotal[]> {
  return globalDb().$queryRaw<EventTotal[]>`
    SELECT e.currency, count(*)::int AS events, coalesce(sum(s.sold), 0)::float8 AS sold, sum(e.capacity)::float8 AS capacity,
      coalesce(sum(s.taken_minor), 0)::float8 AS "takenMinor"
    FROM ${TABLES} WHERE ${found(filter)} GROUP BY e.currency ORDER BY e.currency`;
}

/** The series of an organization that have dates, by title. */
export async function listSeriesRows(organizationId: string): Promise<NonNullable<EventSales["series"]>[]> {
  return globalDb().$queryRaw<NonNullable<EventSales["series"]>[]>`
    SELECT * FROM (${namedSeries(sql`d.organization_id = ${organizationId}::uuid AND d.series_id IS NOT NULL`)}) AS named
    ORDER BY plain_text(title), dates DESC, id`;
}

/** Series under the title of their first date. */
const namedSeries = (dates: Sql) => sql`
  SELECT d.series_id AS id, (array_agg(d.title ORDER BY d.starts_at, d.id))[1] AS title, count(*)::int AS dates
  FROM events d WHERE ${dates} GROUP BY d.series_id`;

const TABLES = sql`events e JOIN venues v ON v.id = e.venue_id LEFT JOIN event_sales s ON s.event_id = e.id`;

function found({ organizationId, q = "", state, series, eventId, isSold }: EventFilter): Sql {
  const parts = [sql`e.organization_id = ${organizationId}::uuid`];
  if (eventId !== undefined) parts.push(sql`e.id = ${eventId}::int`);
  if (isSold) parts.push(sql`s.sold > 0`);
  if (series !== undefined) parts.push(sql`e.series_id = ${series}::uuid`);
  if (state !== undefined) parts.push(sql`${EVENT_STATE} = ${state}`);
  // A letter that unaccent() drops would leave an empty text, which stands in every title: it stays as it was typed.
  if (q !== "")
    parts.push(sql`strpos(plain_text(e.title || ' ' || v.name || ' ' || v.city),
      coalesce(nullif(plain_text(${q}::text), ''), ${q}::text)) > 0`);
  return join(parts, " AND ");
}

/** Those to come before those that are over, the nearest first. */
const BY_NEARNESS = sql`e.ends_at <= now(), CASE WHEN e.ends_at > now() THEN e.starts_at END, e.starts_at DESC, e.id`;

function order(sort: OwnEventsQuery["sort"]): Sql {
  if (sort === undefined) return BY_NEARNESS;
  const isFalling = sort.startsWith("-");
  const value = COLUMNS[sort.replace("-", "") as EventColumn];
  const way = isFalling ? sql`DESC NULLS LAST` : sql`ASC NULLS LAST`;
  return sql`${value} ${way}, ${BY_NEARNESS}`;
}

/** What each column sorts by; null comes last, rising and falling. */
const COLUMNS = {
  title: sql`plain_text(e.title)`,
  // A date that is not known stands last in both orders.
  date: sql`CASE WHEN e.starts_at < ${new Date(OPEN_DATE_MS)} THEN e.starts_at END`,
  venue: sql`plain_text(v.name)`,
  state: sql`array_position(${[...EVENT_STATES]}::text[], ${EVENT_STATE})`,
  sold: sql`CASE WHEN e.capacity > 0 THEN coalesce(s.sold, 0)::float8 / e.capacity ELSE 0 END`,
  series: sql`(SELECT plain_text(d.title) FROM events d WHERE d.series_id = e.series_id ORDER BY d.starts_at, d.id LIMIT 1)`,
  taken: sql`coalesce(s.taken_minor, 0)`,
} as const satisfies Record<EventColumn, Sql>;
