import { organizationOf } from "#lib/organizations/organization-fragments";
import type { Seller } from "#lib/organizations/seller";
import { globalDb } from "#lib/platform/db/db";
import { raw } from "#lib/platform/db/sql";
import type { Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import type { Prisma } from "#prisma/generated/client";
import { briefly } from "./briefly.ts";
import type { VenuesAnswer } from "./event-contract.ts";
import { type LastChange, readLastChange } from "./event-move.ts";
import { IS_STOPPED, UNSOLD_CATEGORIES, WITHOUT_NUL } from "./store.ts";
import { type Activity, TRENDING_WINDOW_MS, trendingScores } from "./trending.ts";

/** Trends move in hours, so reading them once a minute is enough. */
const TREND_FRESH_MS = 60_000;
const CITIES_FRESH_MS = 60_000;

/** The trending score of every event that has one, by event id. At most a minute old. */
export function readTrend(nowMs: number): Promise<Map<number, number>> {
  return briefly("trend", TREND_FRESH_MS, async () =>
    trendingScores(await listActivity(nowMs - TRENDING_WINDOW_MS), nowMs),
  );
}

/** Seats held and sold by event and hour since then, of events that are not over. */
async function listActivity(sinceMs: number): Promise<Activity[]> {
  return globalDb().$queryRaw<Activity[]>`
    SELECT r.event_id AS "eventId", (extract(epoch FROM date_trunc('hour', r.created_at)) * 1000)::float8 AS "hourStartMs",
      sum(cardinality(r.seat_ids))::int AS "seatsHeld",
      coalesce(sum(cardinality(r.seat_ids)) FILTER (WHERE r.status = 'CONFIRMED'), 0)::int AS "seatsSold"
    FROM reservations r JOIN events e ON e.id = r.event_id
    WHERE e.status = 'PUBLISHED' AND e.ends_at > now() AND r.created_at >= ${new Date(sinceMs)}
    GROUP BY 1, 2`;
}

/** Cities with upcoming events, the busiest first. At most a minute old. */
export function listCities(): Promise<{ city: string; count: number }[]> {
  return briefly(
    "cities",
    CITIES_FRESH_MS,
    () => globalDb().$queryRaw<{ city: string; count: number }[]>`
      SELECT v.city, count(*)::int AS count FROM events e JOIN venues v ON v.id = e.venue_id
      WHERE e.status = 'PUBLISHED' AND NOT ${IS_STOPPED} AND e.ends_at > now() GROUP BY v.city ORDER BY count DESC, v.city`,
  );
}

/** Events by id, as lists of orders and tickets name them. */
export async function listEventsById(ids: readonly number[]): Promise<{ id: number; title: string; startsAt: Date }[]> {
  return globalDb().event.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, title: true, startsAt: true },
  });
}

/** Those of the events that are published and have not ended more than a day ago. */
export async function listEventsAhead(ids: readonly number[]): Promise<number[]> {
  const rows = await globalDb().$queryRaw<{ id: number }[]>`
    SELECT e.id FROM events e
    WHERE e.id = ANY (${[...ids]}::int[]) AND e.status = 'PUBLISHED' AND e.ends_at > now() - interval '1 day'`;
  return rows.map(({ id }) => id);
}

/** An event as its orders and tickets show it. */
export type SoldEvent = Prisma.EventGetPayload<{ include: { venue: true; priceLevels: true } }>;

/** The event of an order. */
export async function loadSoldEvent(id: number): Promise<SoldEvent> {
  return globalDb().event.findUniqueOrThrow({ where: { id }, include: { venue: true, priceLevels: true } });
}

/** The same for lists, which name no price levels. */
export async function listSoldEvents(ids: readonly number[]): Promise<Omit<SoldEvent, "priceLevels">[]> {
  return globalDb().event.findMany({ where: { id: { in: [...ids] } }, include: { venue: true } });
}

/** The ids of an organization's events, or of this one of them. */
export async function listEventIdsOf(organizationId: string, eventId?: number): Promise<number[]> {
  const where = { organizationId, ...(eventId === undefined ? {} : { id: eventId }) };
  return (await globalDb().event.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** How far an organization has prepared its first sale. An event in a shared house needs no venue and hall of its own. */
export async function readPreparation(organizationId: string): Promise<Preparation> {
  const [row] = await globalDb().$queryRaw<Preparation[]>`
    SELECT EXISTS (SELECT FROM events WHERE organization_id = ${organizationId}::uuid)
        OR EXISTS (SELECT FROM venues WHERE organization_id = ${organizationId}::uuid AND archived_at IS NULL) AS venue,
      EXISTS (SELECT FROM events WHERE organization_id = ${organizationId}::uuid)
        OR EXISTS (SELECT FROM layouts l JOIN venues v ON v.id = l.venue_id WHERE v.organization_id = ${organizationId}::uuid) AS hall,
      EXISTS (SELECT FROM events WHERE organization_id = ${organizationId}::uuid) AS event,
      EXISTS (SELECT FROM events e JOIN price_levels p ON p.event_id = e.id WHERE e.organization_id = ${organizationId}::uuid) AS prices,
      EXISTS (SELECT FROM events WHERE organization_id = ${organizationId}::uuid AND published_at IS NOT NULL) AS published`;
  invariant(row, "a SELECT without FROM answers one row");
  return row;
}

export type Preparation = { venue: boolean; hall: boolean; event: boolean; prices: boolean; published: boolean };

/** Who sells an event. */
export async function loadSeller(eventId: number): Promise<Seller> {
  const [row] = await globalDb().$queryRaw<{ seller: Seller }[]>`
    SELECT o.seller FROM events e JOIN ${raw(organizationOf("e.organization_id"))} o ON true WHERE e.id = ${eventId}::int`;
  invariant(row, "an event belongs to an organization");
  return row.seller;
}

/** An event as the dashboard's second level names it. */
export type EventHead = { id: number; slug: string; title: string; status: string; startsAt: string; timeZone: string };

/** The event of this organization, with the venue's time zone; undefined for a foreign or a missing one. */
export async function findEventHead(organizationId: string, id: number): Promise<EventHead | undefined> {
  const row = await globalDb().event.findFirst({ where: { id, organizationId }, select: HEAD });
  return row ? headOf(row) : undefined;
}

/** The organization's events that are not over, the next first, at most `limit`. */
export async function listNextEvents(organizationId: string, limit: number): Promise<EventHead[]> {
  const rows = await globalDb().event.findMany({
    where: { organizationId, endsAt: { gt: new Date() }, status: { not: "CANCELLED" } },
    select: HEAD,
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map(headOf);
}

/** The organization's draft that comes next, to be finished; undefined where none is to come. */
export async function findNextDraft(organizationId: string): Promise<number | undefined> {
  const draft = await globalDb().event.findFirst({
    where: { organizationId, endsAt: { gt: new Date() }, status: "DRAFT" },
    select: { id: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  return draft?.id;
}

/** The organization's own venue that is first by name, however many shared ones there are; undefined while it has none in use. */
export async function findOwnVenue(organizationId: string): Promise<number | undefined> {
  const venue = await globalDb().venue.findFirst({
    where: { organizationId, archivedAt: null },
    select: { id: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return venue?.id;
}

const HEAD = {
  ...{ id: true, slug: true, title: true, status: true, startsAt: true },
  venue: { select: { timezone: true } },
} as const satisfies Prisma.EventSelect;

function headOf({ venue, startsAt, ...rest }: Prisma.EventGetPayload<{ select: typeof HEAD }>): EventHead {
  return { ...rest, startsAt: startsAt.toISOString(), timeZone: venue.timezone };
}

/** The bytes of a layout exactly as they were hashed. */
export async function findGeometry(hash: string, tx: Transaction = globalDb()): Promise<string | undefined> {
  return (await tx.layout.findUnique({ where: { hash }, select: { geometry: true } }))?.geometry;
}

/** The sale's start and organization, from which a room is created. Undefined for a cancelled or unknown event. */
export async function findSale(eventId: number): Promise<{ salesStartAt: Date; organizationId: string } | undefined> {
  const select = { salesStartAt: true, organizationId: true } as const;
  return (
    (await globalDb().event.findFirst({ where: { id: eventId, status: { not: "CANCELLED" } }, select })) ?? undefined
  );
}

/** Whose event it is. */
export async function findOrganizationOf(eventId: number): Promise<string | undefined> {
  return (await globalDb().event.findUnique({ where: { id: eventId }, select: { organizationId: true } }))
    ?.organizationId;
}

/** A sitemap holds at most 50,000 addresses (sitemaps.org); the fixed pages need a few. */
const SITEMAP_EVENTS_MAX = 49_000;

/** The events that search engines should know: published or cancelled, and not over. */
export async function listSitemapEvents(): Promise<{ slug: string; updatedAt: Date }[]> {
  return globalDb().event.findMany({
    where: { status: { not: "DRAFT" }, endsAt: { gt: new Date() }, organization: { suspendedAt: null } },
    select: { slug: true, updatedAt: true },
    orderBy: { startsAt: "asc" },
    take: SITEMAP_EVENTS_MAX,
  });
}

const VENUES_LIMIT = 20;

type VenueRow = {
  id: number;
  name: string;
  address: string;
  city: string;
  country: string;
  timeZone: string;
  hash: string;
  version: number;
  seatCount: number;
  categories: string[];
  unsoldCategories: number[];
};

/** One page of the shared venues by name, with their newest layout and its categories. A venue without a layout is left out. */
export async function listVenues({
  page = 1,
  limit = VENUES_LIMIT,
}: {
  page?: number | undefined;
  limit?: number | undefined;
}): Promise<VenuesAnswer> {
  const [rows, [counted]] = await Promise.all([
    globalDb().$queryRaw<VenueRow[]>`
      SELECT v.id, v.name, v.address, v.city, v.country, v.timezone AS "timeZone", l.hash, l.version, l.seat_count AS "seatCount",
        ARRAY(SELECT c->>'name' FROM json_array_elements(l.geometry::json->'categories') c) AS categories,
        ${UNSOLD_CATEGORIES} AS "unsoldCategories"
      FROM venues v
      JOIN LATERAL (
        SELECT l.* FROM halls h JOIN hall_versions hv ON hv.hall_id = h.id JOIN layouts l ON l.hash = hv.layout_hash
        WHERE h.venue_id = v.id AND ${WITHOUT_NUL} ORDER BY hv.published_at DESC, hv.version DESC LIMIT 1) l ON true
      WHERE v.organization_id IS NULL AND v.archived_at IS NULL
      ORDER BY v.name, v.id LIMIT ${limit}::int OFFSET ${(page - 1) * limit}::int`,
    globalDb().$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM venues v WHERE v.organization_id IS NULL AND v.archived_at IS NULL
        AND EXISTS (SELECT FROM halls h JOIN hall_versions hv ON hv.hall_id = h.id JOIN layouts l ON l.hash = hv.layout_hash
          WHERE h.venue_id = v.id AND ${WITHOUT_NUL})`,
  ]);
  const data = rows.map(({ timeZone, hash, version, seatCount, categories, unsoldCategories, ...venue }) => ({
    ...venue,
    time_zone: timeZone,
    layout: { hash, version, seat_count: seatCount, categories, unsold_categories: unsoldCategories },
  }));
  return { data, meta: { total: counted?.total ?? 0, page, limit } };
}

/** The currency of an event's prices. */
export async function loadCurrency(eventId: number): Promise<string> {
  return (await globalDb().event.findUniqueOrThrow({ where: { id: eventId }, select: { currency: true } })).currency;
}

/** The price levels of an event, with the state of the event that they were read in. */
export type PricedLevels = {
  updatedAt: Date;
  currency: string;
  levels: { id: number; name: string; priceMinor: number; feeMinor: number }[];
};

export async function loadPricedLevels(eventId: number, tx: Transaction = globalDb()): Promise<PricedLevels> {
  const { priceLevels, ...event } = await tx.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      ...{ updatedAt: true, currency: true },
      priceLevels: { select: { id: true, name: true, priceMinor: true, feeMinor: true }, orderBy: { id: "asc" } },
    },
  });
  return { ...event, levels: priceLevels };
}

/** A published event with its price levels, for those who explain its prices; undefined for a draft or a missing one. */
export async function findPricedEvent(id: number) {
  const select = { id: true, currency: true, status: true, priceLevels: { orderBy: { id: "asc" } } } as const;
  const found = await globalDb().event.findFirst({ where: { id, status: { not: "DRAFT" } }, select });
  return found ? { row: found, levels: found.priceLevels } : undefined;
}

/** The country of an event's venue (ISO 3166-1), where its tickets are taxed. */
export async function loadCountryOf(eventId: number): Promise<string> {
  const select = { venue: { select: { country: true } } } as const;
  return (await globalDb().event.findUniqueOrThrow({ where: { id: eventId }, select })).venue.country;
}

/** The terms of a sale as they are now. A change of any of them, or of anything else of the event, raises `updatedAt`. */
export type SaleTerms = {
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  salesStartAt: Date;
  salesEndAt: Date;
  movedAt: Date | null;
  lastChange: LastChange | null;
  seatsPerHoldMax: number;
  seatsPerBuyerMax: number;
  hasWaitingRoom: boolean;
  hasAutomaticRoom: boolean;
  updatedAt: Date;
  /** It has, or had, allocations or presales. */
  hasAccess: boolean;
};

export async function loadSaleTerms(eventId: number): Promise<SaleTerms> {
  const { lastChange, ...terms } = await globalDb().event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      ...{ status: true, salesStartAt: true, salesEndAt: true, movedAt: true, lastChange: true, updatedAt: true },
      ...{
        seatsPerHoldMax: true,
        seatsPerBuyerMax: true,
        hasWaitingRoom: true,
        hasAutomaticRoom: true,
        hasAccess: true,
      },
    },
  });
  return { ...terms, lastChange: readLastChange(lastChange) };
}

/** The last change of an event that holders must hear of; undefined for an event that there is none of. */
export async function findLastChange(
  eventId: number,
): Promise<{ organizationId: string; startsAt: Date; lastChange: LastChange | null } | undefined> {
  const row = await globalDb().event.findUnique({
    where: { id: eventId },
    select: { organizationId: true, startsAt: true, lastChange: true },
  });
  return row ? { ...row, lastChange: readLastChange(row.lastChange) } : undefined;
}
