import { LRUCache } from "lru-cache";
import { db } from "#lib/platform/db/db";
import { appendFacts } from "#lib/platform/outbox/append-fact";
import { singleton } from "#lib/platform/singleton";
import type { Layout } from "./layout.ts";

/** How many layouts a process keeps parsed; a hall of 18,000 seats is about a megabyte. */
const LAYOUTS_KEPT = 32;

/** A layout by its hash, parsed once in the process because it never changes. */
export async function findLayout(hash: string): Promise<Layout | undefined> {
  const kept = singleton(
    "layouts",
    () => new LRUCache<string, Layout>({ max: LAYOUTS_KEPT, ignoreFetchAbort: true, fetchMethod: parseLayout }),
  );
  return kept.fetch(hash);
}

async function parseLayout(hash: string): Promise<Layout | undefined> {
  const geometry = await findGeometry(hash);
  return geometry === undefined ? undefined : (JSON.parse(geometry) as Layout);
}

/** The bytes of a layout exactly as they were hashed. */
export async function findGeometry(hash: string): Promise<string | undefined> {
  const row = await db().layout.findUnique({ where: { hash }, select: { geometry: true } });
  return row?.geometry;
}

/** An event with the fields that live seats need. */
export async function findSeatedEvent(eventId: number): Promise<SeatedEvent | undefined> {
  const event = await db().event.findFirst({
    where: { id: eventId, status: { not: "DRAFT" } },
    select: {
      id: true,
      slug: true,
      venueId: true,
      layoutHash: true,
      capacity: true,
      currency: true,
      orphanRule: true,
      seatsPerHoldMax: true,
      startsAt: true,
      doorsAt: true,
      updatedAt: true,
      publishedAt: true,
      layout: { select: { version: true } },
      priceLevels: { orderBy: { id: "asc" } },
    },
  });
  return event ? { ...event, layoutVersion: event.layout.version } : undefined;
}

export type SeatedEvent = {
  id: number;
  slug: string;
  venueId: number;
  layoutHash: string;
  layoutVersion: number;
  capacity: number;
  currency: string;
  orphanRule: "OFF" | "LENIENT" | "STRICT";
  seatsPerHoldMax: number;
  startsAt: Date;
  doorsAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
  priceLevels: { id: number; name: string; priceMinor: number; feeMinor: number; layoutCategories: number[] }[];
};

/**
 * State and version of every seat of an event in id order, as one string of bytes: five a seat, the state code and the
 * version (big-endian). One row for each of 18,000 seats would cost the process twenty times as much. Also answers when the
 * event was last edited; undefined when it is no longer published.
 */
export async function listSeatStates(
  eventId: number,
): Promise<{ bytes: Uint8Array; eventUpdatedAt: Date | undefined }> {
  const [row] = await db().$queryRaw<{ bytes: Uint8Array | null; updated_at: Date | null }[]>`
    SELECT (SELECT updated_at FROM events WHERE id = ${eventId} AND status <> 'DRAFT') AS updated_at, string_agg(substring(int4send(
      CASE
        WHEN status = 'HELD' AND held_until > now() THEN 1
        WHEN status = 'BOOKED' THEN 2
        WHEN status = 'BLOCKED' THEN 3
        ELSE 0
      END) FROM 4) || int4send(version), ''::bytea ORDER BY id) AS bytes
    FROM seats WHERE event_id = ${eventId}`;
  return { bytes: row?.bytes ?? new Uint8Array(), eventUpdatedAt: row?.updated_at ?? undefined };
}

/** Stores a layout as its venue's next version. A layout that exists already stays unchanged. */
export async function appendLayout(layout: {
  hash: string;
  venueId: number;
  seatCount: number;
  geometry: string;
}): Promise<void> {
  await db().$executeRaw`
    INSERT INTO layouts (hash, venue_id, version, seat_count, geometry)
    SELECT ${layout.hash}, ${layout.venueId}, coalesce(max(version), 0) + 1, ${layout.seatCount}, ${layout.geometry}
    FROM layouts WHERE venue_id = ${layout.venueId}
    ON CONFLICT (hash) DO NOTHING`;
}

export async function loadPriceLevels(eventId: number): Promise<{ id: number; layoutCategories: number[] }[]> {
  return db().priceLevel.findMany({ where: { eventId }, select: { id: true, layoutCategories: true } });
}

/** Places column by column: id, price level and kind of each. */
export type SeatRows = { ids: number[]; priceLevelIds: number[]; kinds: string[] };

/** The seats of a new event, all free. One statement, whatever the hall's size. */
export async function appendSeats(eventId: number, seats: SeatRows): Promise<void> {
  await db().$executeRawUnsafe(APPEND_SEATS, eventId, seats.ids, seats.priceLevelIds, seats.kinds);
}

const APPEND_SEATS = `
INSERT INTO seats (event_id, id, price_level_id, kind)
SELECT $1::int, s.id, s.price_level_id, s.kind::seat_kind
FROM unnest($2::int[], $3::smallint[], $4::text[]) AS s(id, price_level_id, kind)`;

const IF_AS_SEEN =
  "WHERE EXISTS (SELECT 1 FROM events e WHERE e.id = $1::int AND e.status = 'DRAFT' AND e.updated_at = $5::timestamptz)";

/** An event that is not on sale yet, and when it was last changed. */
export async function findDraft(eventId: number): Promise<{ layoutHash: string; updatedAt: Date } | undefined> {
  const row = await db().event.findFirst({
    where: { id: eventId, status: "DRAFT" },
    select: { layoutHash: true, updatedAt: true },
  });
  return row ?? undefined;
}

/**
 * Gives a draft its seats and publishes it in one transaction. Loses (false) when it is no longer a draft or has changed
 * since it was read; the row is locked first, so the check still holds when the seats are written.
 */
export async function claimPublished(eventId: number, seenAt: Date, seats: SeatRows): Promise<boolean> {
  const { ids, priceLevelIds, kinds } = seats;
  const [, , rows] = await db().$transaction([
    db().$queryRawUnsafe("SELECT id FROM events WHERE id = $1::int FOR UPDATE", eventId),
    db().$executeRawUnsafe(`${APPEND_SEATS} ${IF_AS_SEEN}`, eventId, ids, priceLevelIds, kinds, seenAt),
    db().$queryRawUnsafe<unknown[]>(PUBLISH, eventId, seenAt),
  ]);
  return rows.length === 1;
}

const PUBLISH = `
WITH shown AS (
  UPDATE events SET status = 'PUBLISHED', published_at = now(), updated_at = greatest(now(), updated_at + interval '1 millisecond')
  WHERE id = $1::int AND status = 'DRAFT' AND updated_at = $2::timestamptz RETURNING id
), fact AS (
  ${appendFacts({ type: "event.published", eventId: "s.id", subject: "'event'", from: "shown s" })}
)
SELECT id FROM shown`;
