import { db } from "#lib/platform/db/db";

/** What an organization put on sale, and what became of it. */
export type EventSalesRow = {
  id: number;
  slug: string;
  title: string;
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  startsAt: Date;
  endsAt: Date;
  salesStartAt: Date;
  salesEndAt: Date;
  timeZone: string;
  venueName: string;
  city: string;
  currency: string;
  capacity: number;
  sold: number;
  takenMinor: number;
};

/** An organization's events, those to come first. `sold` counts live tickets, `takenMinor` is captured less refunded. */
export async function listEventSales(organizationId: string, limit: number): Promise<EventSalesRow[]> {
  return db().$queryRaw<EventSalesRow[]>`
    WITH shown AS MATERIALIZED (
      SELECT e.* FROM events e WHERE e.organization_id = ${organizationId}::uuid
      ORDER BY e.ends_at <= now(), abs(extract(epoch FROM e.starts_at - now())), e.id LIMIT ${limit}::int
    )
    SELECT e.id, e.slug, e.title, e.status::text AS status, e.starts_at AS "startsAt", e.ends_at AS "endsAt",
      e.sales_start_at AS "salesStartAt", e.sales_end_at AS "salesEndAt", v.timezone AS "timeZone", v.name AS "venueName",
      v.city, e.currency, e.capacity, coalesce(t.sold, 0)::int AS sold, coalesce(p.taken, 0)::float8 AS "takenMinor"
    FROM shown e JOIN venues v ON v.id = e.venue_id
    LEFT JOIN (SELECT event_id, count(*) AS sold FROM tickets WHERE status = 'LIVE' AND event_id IN (SELECT id FROM shown)
      GROUP BY event_id) t ON t.event_id = e.id
    LEFT JOIN (SELECT event_id, sum(amount_minor - refunded_minor) AS taken FROM payments
      WHERE status IN ('CAPTURED', 'REFUNDED', 'DISPUTED') AND event_id IN (SELECT id FROM shown) GROUP BY event_id) p ON p.event_id = e.id
    ORDER BY e.ends_at <= now(), abs(extract(epoch FROM e.starts_at - now())), e.id`;
}
