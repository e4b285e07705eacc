import { isSuspended, organizationOf } from "#lib/organizations/organization-fragments";
import type { Seller } from "#lib/organizations/seller";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { raw, type Sql, sql } from "#lib/platform/db/sql";
import type { Transaction } from "#lib/platform/db/transaction";
import type { LocalizedText } from "#lib/platform/localized-text";
import type { OrphanRule } from "./contract.ts";
import type { EventPicture } from "./pictures/event-picture-contract.ts";
import type { TicketNames } from "./questions/question-contract.ts";
import type { Entrance, VenuePicture } from "./venues/visitor-info.ts";

/** An event as stored, without its free seats. */
export type EventRow = {
  id: number;
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  performers: string[];
  categorySlug: string;
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  /** Its organization is suspended. */
  isStopped: boolean;
  /** Since when its organizer pauses the sale. */
  salePausedAt: Date | null;
  startsAt: Date;
  endsAt: Date;
  salesStartAt: Date;
  salesEndAt: Date;
  currency: string;
  capacity: number;
  posterSeed: number;
  eventPictures: EventPicture[];
  timeZone: string;
  venueId: number;
  venueName: string;
  venueCapacity: number;
  city: string;
  country: string;
  minPriceMinor: number;
  maxPriceMinor: number;
  /** The price of each level by its id. */
  priceMinorOf: Record<string, number>;
};

/** Whether the sale is stopped, as its organization is suspended. Lists leave such events out; their own pages say it. */
export const IS_STOPPED = raw(isSuspended("e.organization_id"));

/** Whether the event has a seat that is free for everybody, as `countSeats` counts them. The search ends at the first one. */
export const HAS_FREE_SEAT = sql`((
  SELECT true FROM seats s WHERE s.event_id = e.id AND s.allocation_id IS NULL
    AND (s.status = 'AVAILABLE' OR (s.status = 'HELD' AND s.held_until <= now())) LIMIT 1) IS NOT NULL)`;

/** The columns of an event row and their tables; the search selects the same. */
export const EVENT_COLUMNS = sql`
  e.id, e.slug, e.title, e.subtitle, e.description, e.performers, e.category_slug AS "categorySlug", e.status::text AS status, ${IS_STOPPED} AS "isStopped",
  e.sale_paused_at AS "salePausedAt", e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.sales_start_at AS "salesStartAt", e.sales_end_at AS "salesEndAt",
  e.currency, e.capacity, e.poster_seed AS "posterSeed", e.pictures AS "eventPictures", v.timezone AS "timeZone", v.id AS "venueId",
  v.name AS "venueName", l.seat_count AS "venueCapacity", v.city, v.country,
  coalesce(p.min_minor, 0) AS "minPriceMinor", coalesce(p.max_minor, 0) AS "maxPriceMinor",
  coalesce(p.of_level, '{}') AS "priceMinorOf"`;

/** What a seat of the price level `b` costs with every tax, as all who are not its organizer see it (shown-price.ts). */
export const SHOWN_PRICE = sql`(b.price_minor + b.added_tax_minor)`;

/** The tables of events, their prices as `p`. `eventId` is the SQL expression by which the prices are found. */
const tablesWith = (eventId: Sql) => sql`
  events e JOIN venues v ON v.id = e.venue_id JOIN layouts l ON l.hash = e.layout_hash
  LEFT JOIN LATERAL (
    SELECT min(${SHOWN_PRICE}) AS min_minor, max(${SHOWN_PRICE}) AS max_minor, jsonb_object_agg(id, ${SHOWN_PRICE}) AS of_level
    FROM price_levels b WHERE b.event_id = ${eventId}
  ) p ON true`;

export const EVENT_TABLES = tablesWith(sql`e.id`);

/** Events that are not over, by date, for the home page. */
export async function listUpcoming(limit: number): Promise<EventRow[]> {
  return globalDb().$queryRaw<EventRow[]>`
    SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.status = 'PUBLISHED' AND e.ends_at > now() AND NOT ${IS_STOPPED}
    ORDER BY e.starts_at, e.id LIMIT ${limit}::int`;
}

export type FullEventRow = EventRow & {
  doorsAt: Date;
  updatedAt: Date;
  venueAddress: string;
  venuePostcode: string;
  entrances: Entrance[];
  directions: LocalizedText;
  accessibility: LocalizedText;
  pictures: VenuePicture[];
  seller: Seller;
  refundUntilHours: number | null;
  ticketNames: TicketNames;
  ageMin: number | null;
  /** Terms of earlier orders (refund-deadline.ts). */
  keptTerms: unknown;
  revision: number;
  /** What changed last (event-move.ts). */
  lastChange: unknown;
  movedAt: Date | null;
  returnUntil: Date | null;
  layoutHash: string;
  seatsPerHoldMax: number;
  seatsPerBuyerMax: number;
  holdSeconds: number;
  orphanRule: OrphanRule;
  hasWaitingRoom: boolean;
  hasAutomaticRoom: boolean;
  hasAccess: boolean;
  /** Price levels painted over those of the categories (lib/seating/painting/stored-painting.ts). */
  painting: unknown;
  pricePaintingRevision: number;
};

/** A full event's columns, from `fullEvent`. */
export const FULL_EVENT_COLUMNS = sql`
  ${EVENT_COLUMNS}, e.doors_at AS "doorsAt", e.updated_at AS "updatedAt", v.address AS "venueAddress",
  v.postcode AS "venuePostcode", v.entrances, v.directions, v.accessibility, v.pictures,
  o.seller, e.refund_until_hours AS "refundUntilHours", e.kept_terms AS "keptTerms", e.revision, e.last_change AS "lastChange", e.moved_at AS "movedAt",
  e.return_until AS "returnUntil", e.layout_hash AS "layoutHash",
  e.seats_per_hold_max AS "seatsPerHoldMax", e.seats_per_buyer_max AS "seatsPerBuyerMax", e.hold_seconds AS "holdSeconds",
  lower(e.orphan_rule::text) AS "orphanRule", e.has_waiting_room AS "hasWaitingRoom", e.has_automatic_room AS "hasAutomaticRoom", e.painting, e.price_painting_revision AS "pricePaintingRevision",
  e.has_access AS "hasAccess", lower(e.ticket_names::text) AS "ticketNames", e.age_min AS "ageMin"`;

/**
 * One event behind FROM: its tables and its organization as `o`. The prices are found by the given id, not by the event's row: Citus
 * does not plan an outer LATERAL join from a reference table, and runs this on the node that owns the event.
 */
export const fullEvent = (id: number) =>
  sql`${tablesWith(sql`${id}::int`)} JOIN ${raw(organizationOf("e.organization_id"))} o ON true WHERE e.id = ${id}::int`;

/** One event with all data of its page. Drafts are not found. */
export async function findFullEvent(key: { id: number } | { slug: string }): Promise<FullEventRow | undefined> {
  const id = "id" in key ? key.id : await findIdBySlug(key.slug);
  if (id === undefined) return undefined;
  const [row] = await globalDb().$queryRaw<FullEventRow[]>`
    SELECT ${FULL_EVENT_COLUMNS} FROM ${fullEvent(id)} AND e.status <> 'DRAFT'`;
  return row;
}

async function findIdBySlug(slug: string): Promise<number | undefined> {
  return (await globalDb().event.findUnique({ where: { slug }, select: { id: true } }))?.id;
}

export type LevelRow = {
  eventId: number;
  id: number;
  name: string;
  priceMinor: number;
  feeMinor: number;
  addedTaxMinor: number;
  layoutCategories: number[];
};

export async function listLevels(eventId: number, tx: Transaction = eventDb(eventId)): Promise<LevelRow[]> {
  return tx.priceLevel.findMany({ where: { eventId }, orderBy: [{ priceMinor: "desc" }, { id: "asc" }] });
}

export type SeatCount = { eventId: number; levelId: number; left: number; total: number };

/** The seats of each price level that are free for everybody, and those on sale. A hold past its time is free; a seat that is set aside is neither. */
export async function countSeats(eventIds: number[]): Promise<SeatCount[]> {
  return globalDb().$queryRaw<SeatCount[]>`
    SELECT event_id AS "eventId", price_level_id AS "levelId",
      (count(*) FILTER (WHERE allocation_id IS NULL AND (status = 'AVAILABLE' OR (status = 'HELD' AND held_until <= now()))))::int AS left,
      (count(*) FILTER (WHERE status <> 'BLOCKED' AND (allocation_id IS NULL OR status = 'BOOKED')))::int AS total
    FROM seats WHERE event_id = ANY(${eventIds}::int[]) GROUP BY event_id, price_level_id`;
}

/** The unparsed column, or undefined when the event does not exist. */
export async function findEventLimits(id: number): Promise<unknown> {
  const event = await globalDb().event.findUnique({ where: { id }, select: { limits: true } });
  return event?.limits;
}

/** The indexes of the categories that a layout does not sell, from its `geometry`. */
export const UNSOLD_CATEGORIES = sql`ARRAY(
  SELECT (c.place - 1)::int FROM json_array_elements(geometry::json->'categories') WITH ORDINALITY AS c(category, place)
  WHERE c.category->>'sold' = 'false')`;

/** Leaves out layouts of before the constraint `layouts_without_nul`, whose names no query can read as text. */
export const WITHOUT_NUL = sql`position(${String.raw`\u0000`} IN geometry) = 0`;
