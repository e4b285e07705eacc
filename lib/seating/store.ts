import { LRUCache } from "lru-cache";
import { findDraft, lockEvent, putOnSale } from "#lib/catalog/event-fragments";
import { claimVersion, ensureFirstHall, lockVenue } from "#lib/catalog/halls/hall-store";
import { findGeometry } from "#lib/catalog/queries";
import { withShownPrice } from "#lib/catalog/shown-price";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import { singleton } from "#lib/platform/singleton";
import { setPlannedSeats } from "./allocations/allocation-copy-store.ts";
import type { Layout } from "./layout.ts";
import { SET_ASIDE } from "./live-states.ts";
import type { Painting, Selling } from "./painting/level-of-seats.ts";
import { storedPainting } from "./painting/stored-painting.ts";
import type { SeatRows } from "./seat-rows.ts";

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

/** An event with the fields that live seats need. */
export async function findSeatedEvent(eventId: number): Promise<SeatedEvent | undefined> {
  const event = await globalDb().event.findFirst({
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
      salesStartAt: true,
      salesEndAt: true,
      salePausedAt: true,
      hasAccess: true,
      painting: true,
      pricePaintingRevision: true,
      updatedAt: true,
      publishedAt: true,
      layout: { select: { version: true } },
      priceLevels: { orderBy: { id: "asc" } },
    },
  });
  if (!event) return undefined;
  const priceLevels = event.priceLevels.map(withShownPrice);
  return { ...event, layoutVersion: event.layout.version, priceLevels, painting: storedPainting(event.painting) };
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
  salesStartAt: Date;
  salesEndAt: Date;
  /** Since when its organizer pauses the sale. */
  salePausedAt: Date | null;
  /** It has, or had, allocations or presales: some buyers may hold other seats than all. */
  hasAccess: boolean;
  updatedAt: Date;
  publishedAt: Date | null;
  painting: Painting;
  /** Grows with each painting of the price levels. */
  pricePaintingRevision: number;
  priceLevels: { id: number; name: string; priceMinor: number; feeMinor: number; layoutCategories: number[] }[];
};

/**
 * State and version of every seat of an event in id order, as one string of bytes: five a seat, the state code and the
 * version (big-endian); the code of a seat that is set aside has SET_ASIDE added. One row for each of 18,000 seats would cost the process
 * twenty times as much. Also answers when the event was last edited; undefined when it is no longer published.
 */
export async function listSeatStates(
  eventId: number,
): Promise<{ bytes: Uint8Array; eventUpdatedAt: Date | undefined }> {
  const [row] = await eventDb(eventId).$queryRaw<{ bytes: Uint8Array | null; updated_at: Date | null }[]>`
    SELECT (SELECT updated_at FROM events WHERE id = ${eventId} AND status <> 'DRAFT') AS updated_at, string_agg(substring(int4send(
      CASE
        WHEN status = 'HELD' AND held_until > now() THEN 1
        WHEN status = 'BOOKED' THEN 2
        WHEN status = 'BLOCKED' THEN 3
        ELSE 0
      END + CASE WHEN allocation_id IS NULL THEN 0 ELSE ${SET_ASIDE}::int END) FROM 4) || int4send(version), ''::bytea ORDER BY id) AS bytes
    FROM seats WHERE event_id = ${eventId}`;
  return { bytes: row?.bytes ?? new Uint8Array(), eventUpdatedAt: row?.updated_at ?? undefined };
}

/** Stores a layout as its venue's next version. A layout that exists already stays unchanged. */
export async function appendLayout(layout: NewLayout, tx: Transaction = globalDb()): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO layouts (hash, venue_id, version, seat_count, geometry)
    SELECT ${layout.hash}, ${layout.venueId}, coalesce(max(version), 0) + 1, ${layout.seatCount}, ${layout.geometry}
    FROM layouts WHERE venue_id = ${layout.venueId}
    ON CONFLICT (hash) DO NOTHING`;
}

/** Stores a layout that was not drawn as a plan, as the next version of its venue's first hall. */
export async function claimLayout(layout: NewLayout, tx?: Transaction): Promise<void> {
  const { venueId, hash: layoutHash } = layout;
  const store = async (inner: Transaction) => {
    await lockVenue(inner, venueId);
    await appendLayout(layout, inner);
    const hallId = await ensureFirstHall(inner, venueId);
    await claimVersion(inner, { hallId, layoutHash, name: "", plan: null, publishedBy: null });
  };
  await (tx ? store(tx) : inTransaction(globalDb(), store));
}

type NewLayout = { hash: string; venueId: number; seatCount: number; geometry: string };

export async function loadPriceLevels(
  eventId: number,
  tx: Transaction = eventDb(eventId),
): Promise<{ id: number; layoutCategories: number[] }[]> {
  const select = { id: true, layoutCategories: true } as const;
  return tx.priceLevel.findMany({ where: { eventId }, select, orderBy: { id: "asc" } });
}

/** The seats of a new event, or those that a change of its hall adds. One statement, whatever the hall's size. */
export async function appendSeats(eventId: number, seats: SeatRows, tx: Transaction = eventDb(eventId)): Promise<void> {
  const { ids, priceLevelIds, kinds, statuses } = seats;
  await tx.$executeRawUnsafe(APPEND_SEATS, eventId, ids, priceLevelIds, kinds, statuses);
}

const APPEND_SEATS = `
INSERT INTO seats (event_id, id, price_level_id, kind, status, removed)
SELECT $1::int, s.id, s.price_level_id, s.kind::seat_kind, replace(s.status, 'REMOVED', 'BLOCKED')::seat_status, s.status = 'REMOVED'
FROM unnest($2::int[], $3::smallint[], $4::text[], $5::text[]) AS s(id, price_level_id, kind, status)`;

/**
 * Gives a draft its seats and puts it on sale, in one transaction behind the event's lock. Does nothing with an event that is not a
 * draft. `seatsOf` answers the draft's seats.
 */
export async function claimPublished(
  eventId: number,
  seatsOf: (geometry: string, selling: Selling) => SeatRows,
): Promise<void> {
  await inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    const draft = now && (await findDraft(tx, eventId));
    if (!draft) return;
    const geometry = await findGeometry(draft.layoutHash, tx);
    invariant(geometry !== undefined, "an event's layout is stored");
    const selling = { levels: draft.priceLevels, painting: storedPainting(draft.painting) };
    await appendSeats(eventId, seatsOf(geometry, selling), tx);
    await setPlannedSeats(tx, eventId, draft);
    await putOnSale(tx, eventId, { now, draft });
  });
}
