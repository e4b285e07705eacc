import { db } from "#lib/platform/db/db";
import { Prisma } from "#prisma/generated/client";
import type { EventFields, LevelFields } from "./event-rules.ts";
import {
  CHANGE_EVENT,
  DELETE_EVENT,
  DELETE_FREE_SEATS,
  DELETE_FREE_SEATS_ON_SALE,
  DELETE_TRACES,
  LOCK_EVENT,
  UNPUBLISH_EVENT,
} from "./organizer-statements.ts";
import { FULL_EVENT_COLUMNS, FULL_EVENT_TABLES, type FullEventRow, type LevelRow, listLevels } from "./store.ts";

/** An event as its organizer may see it, drafts too. */
export type OrganizerRow = FullEventRow & {
  organizationId: string;
  disputePolicy: "keep" | "void";
  limits: unknown;
  publishedAt: Date | null;
};

/** An event with its price levels in id order, whatever its state. */
export async function findOrganizerEvent(id: number): Promise<{ row: OrganizerRow; levels: LevelRow[] } | undefined> {
  const [row] = await db().$queryRaw<OrganizerRow[]>`
    SELECT ${FULL_EVENT_COLUMNS}, e.organization_id::text AS "organizationId", e.limits,
      lower(e.dispute_policy::text) AS "disputePolicy", e.published_at AS "publishedAt"
    FROM ${FULL_EVENT_TABLES} WHERE e.id = ${id}::int`;
  return row && { row, levels: await listLevels(id) };
}

export type HouseLayout = { hash: string; seatCount: number; categoryCount: number };

/** A layout of a venue, its newest unless one is named; undefined when the venue has no such. */
export async function findHouseLayout(venueId: number, hash: string | undefined): Promise<HouseLayout | undefined> {
  const named = hash === undefined ? Prisma.empty : Prisma.sql`AND hash = ${hash}`;
  const [row] = await db().$queryRaw<HouseLayout[]>`
    SELECT hash, seat_count AS "seatCount", json_array_length(geometry::json->'categories') AS "categoryCount"
    FROM layouts WHERE venue_id = ${venueId}::int ${named} ORDER BY version DESC LIMIT 1`;
  return row;
}

export async function hasCategory(slug: string): Promise<boolean> {
  return (await db().category.count({ where: { slug } })) === 1;
}

export type EventInHouse = EventFields & { venueId: number; layoutHash: string; capacity: number };

/**
 * Makes a draft with its price levels; answers the one that the same key made before instead of a second one. False in
 * `isNew` says so.
 */
export async function claimNewEvent(
  event: EventInHouse & { organizationId: string; slug: string; creationKey: string | null },
  levels: readonly LevelFields[],
): Promise<{ id: number; isNew: boolean }> {
  const { organizationId, creationKey } = event;
  try {
    const row = await db().event.create({
      data: {
        ...columnsOf(event),
        organizationId,
        creationKey,
        slug: event.slug,
        status: "DRAFT",
        priceLevels: { create: levels.map((level) => ({ ...level })) },
      },
      select: { id: true },
    });
    return { id: row.id, isNew: true };
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002" || creationKey === null)
      throw error;
    const row = await db().event.findUnique({
      where: { organizationId_creationKey: { organizationId, creationKey } },
      select: { id: true },
    });
    if (!row) throw error;
    return { id: row.id, isNew: false };
  }
}

function columnsOf(event: EventInHouse) {
  const { startsAtMs, endsAtMs, doorsAtMs, salesStartAtMs, salesEndAtMs, orphanRule, disputePolicy, limits } = event;
  return {
    title: event.title,
    subtitle: event.subtitle,
    description: event.description,
    categorySlug: event.categorySlug,
    performers: event.performers,
    venueId: event.venueId,
    layoutHash: event.layoutHash,
    capacity: event.capacity,
    startsAt: new Date(startsAtMs),
    endsAt: new Date(endsAtMs),
    doorsAt: new Date(doorsAtMs),
    salesStartAt: new Date(salesStartAtMs),
    salesEndAt: new Date(salesEndAtMs),
    currency: event.currency,
    holdSeconds: event.holdSeconds,
    seatsPerHoldMax: event.seatsPerHoldMax,
    seatsPerBuyerMax: event.seatsPerBuyerMax,
    orphanRule: ORPHAN[orphanRule],
    refundUntilHours: event.refundUntilHours,
    disputePolicy: DISPUTE[disputePolicy],
    limits: limits as Prisma.InputJsonObject,
  };
}

const ORPHAN = { off: "OFF", lenient: "LENIENT", strict: "STRICT" } as const;
const DISPUTE = { keep: "KEEP", void: "VOID" } as const;

/**
 * Writes an event's fields and price levels if it is unchanged since `seenAt`; loses (false) otherwise. Only drafts may change the
 * hall or the set of levels.
 */
export async function claimEventChange(
  seen: { id: number; updatedAt: Date; isRebuilt: boolean },
  event: EventInHouse & { status: "DRAFT" | "PUBLISHED" | "CANCELLED" },
  levels: readonly LevelFields[],
): Promise<boolean> {
  const rows = await db().$queryRawUnsafe<unknown[]>(
    CHANGE_EVENT,
    seen.id,
    seen.updatedAt,
    JSON.stringify({ ...columnsOf(event), status: event.status }),
    JSON.stringify(levels),
    seen.isRebuilt,
  );
  return rows.length === 1;
}

/**
 * Takes an unsold event off sale and deletes its seats, to be rebuilt; loses (false) when a seat is sold or held. Does nothing to
 * an event that is not on sale; the caller reads it again.
 */
export async function claimUnpublished(eventId: number): Promise<boolean> {
  const [, , rows] = await db().$transaction([
    db().$queryRawUnsafe(LOCK_EVENT, eventId),
    db().$executeRawUnsafe(DELETE_FREE_SEATS_ON_SALE, eventId),
    db().$queryRawUnsafe<{ has_seats: boolean }[]>(UNPUBLISH_EVENT, eventId),
  ]);
  return rows[0]?.has_seats === false;
}

/** Deletes a draft or an unsold event; loses (false) when a seat is sold, held or was ever ordered. */
export async function claimEventDeleted(eventId: number): Promise<boolean> {
  const [, , rows] = await db().$transaction([
    db().$queryRawUnsafe(LOCK_EVENT, eventId),
    db().$executeRawUnsafe(DELETE_FREE_SEATS, eventId),
    db().$queryRawUnsafe<unknown[]>(DELETE_EVENT, eventId),
    ...DELETE_TRACES.map((sql) => db().$executeRawUnsafe(sql, eventId)),
  ]);
  return rows.length === 1;
}
