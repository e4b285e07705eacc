import { keptOfEvent } from "#lib/orders/fact-statements";
import { isSuspended } from "#lib/organizations/organization-fragments";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { pendingFacts } from "#lib/platform/outbox/outbox-statements";
import { liveTicketsOf } from "#lib/tickets/ticket-statements";
import { Prisma } from "#prisma/generated/client";
import { type SalesChange, type SalesFact, salesChangeOf } from "./sales-rules.ts";

/** What an organization put on sale, and what became of it. */
export type EventSalesRow = {
  id: number;
  slug: string;
  title: string;
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  /** The organization is suspended. */
  isStopped: boolean;
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
  /** The series that it is a date of, under the title of the first date. */
  series: { id: string; title: string; dates: number } | null;
};

/**
 * An organization's events, or the one with this id, those to come first. `sold` counts live tickets, `takenMinor` is captured
 * less refunded.
 */
export async function listEventSales(
  organizationId: string,
  { limit, eventId = null }: { limit: number; eventId?: number | null },
): Promise<EventSalesRow[]> {
  return globalDb().$queryRaw<EventSalesRow[]>`
    WITH shown AS MATERIALIZED (
      SELECT e.* FROM events e
      WHERE e.organization_id = ${organizationId}::uuid AND (${eventId}::int IS NULL OR e.id = ${eventId}::int)
      ORDER BY e.ends_at <= now(), abs(extract(epoch FROM e.starts_at - now())), e.id LIMIT ${limit}::int
    ), series AS (
      SELECT d.series_id, jsonb_build_object('id', d.series_id, 'dates', count(*),
        'title', (array_agg(d.title ORDER BY d.starts_at, d.id))[1]) AS named
      FROM events d WHERE d.series_id IN (SELECT shown.series_id FROM shown) GROUP BY d.series_id
    )
    SELECT e.id, e.slug, e.title, e.status::text AS status, ${Prisma.raw(isSuspended("e.organization_id"))} AS "isStopped", e.starts_at AS "startsAt", e.ends_at AS "endsAt",
      e.sales_start_at AS "salesStartAt", e.sales_end_at AS "salesEndAt", v.timezone AS "timeZone", v.name AS "venueName",
      v.city, e.currency, e.capacity, coalesce(s.sold, 0) AS sold, coalesce(s.taken_minor, 0) AS "takenMinor", r.named AS series
    FROM shown e JOIN venues v ON v.id = e.venue_id LEFT JOIN event_sales s ON s.event_id = e.id
      LEFT JOIN series r ON r.series_id = e.series_id
    ORDER BY e.ends_at <= now(), abs(extract(epoch FROM e.starts_at - now())), e.id`;
}

/** Adds to events' sales figures, one change an event, in the order of events. */
export async function addSales(
  tx: Transaction,
  changes: readonly (SalesChange & { eventId: number })[],
): Promise<void> {
  const sorted = changes.toSorted((a, b) => a.eventId - b.eventId);
  await tx.$executeRaw`
    INSERT INTO event_sales AS s (event_id, sold, taken_minor)
    SELECT * FROM unnest(${sorted.map(({ eventId }) => eventId)}::int[], ${sorted.map(({ sold }) => sold)}::int[],
      ${sorted.map(({ takenMinor }) => takenMinor)}::bigint[])
    ON CONFLICT (event_id) DO UPDATE SET sold = s.sold + excluded.sold, taken_minor = s.taken_minor + excluded.taken_minor`;
}

/**
 * Recounts an event's sales from the books, minus the facts still pending for this read model, which are added when they arrive.
 * After the lock one statement reads both, so that they belong to the same moment.
 */
export async function recountEvent(subscriber: string, eventId: number): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`INSERT INTO event_sales (event_id) VALUES (${eventId}::int) ON CONFLICT (event_id) DO NOTHING`;
    await tx.$queryRaw`SELECT 1 FROM event_sales WHERE event_id = ${eventId}::int FOR UPDATE`;
    const [books] = await tx.$queryRawUnsafe<{ sold: number; taken: number; pending: SalesFact[] | null }[]>(
      COUNT,
      eventId,
      subscriber,
    );
    const pending = (books?.pending ?? []).map(salesChangeOf);
    const sum = (key: keyof SalesChange) => pending.reduce((total, change) => total + change[key], 0);
    await tx.eventSales.update({
      where: { eventId },
      data: { sold: (books?.sold ?? 0) - sum("sold"), takenMinor: (books?.taken ?? 0) - sum("takenMinor") },
    });
  });
}

const COUNT = `
SELECT ${liveTicketsOf("$1::int")}::int AS sold, ${keptOfEvent("$1::int")}::float8 AS taken,
  (SELECT jsonb_agg(jsonb_build_object('type', f.type, 'payload', f.payload)) FROM ${pendingFacts("$2::text", "$1::int")} f) AS pending`;
