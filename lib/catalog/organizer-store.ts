import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { PrismaClientKnownRequestError } from "#lib/platform/db/sql";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";
import { lockEvent } from "./event-fragments.ts";
import type { EventInHouse, LevelFields } from "./event-rules.ts";
import type { EventSales } from "./event-sales.ts";
import { FULL_EVENT_COLUMNS, type FullEventRow, fullEvent, type LevelRow, listLevels } from "./store.ts";
import { lockVenueFor } from "./venues/venue-store.ts";

/** An event as its organizer may see it, drafts too. */
export type OrganizerRow = FullEventRow & {
  organizationId: string;
  disputePolicy: "keep" | "void";
  changeReturnDays: number;
  limits: unknown;
  publishedAt: Date | null;
  /** How often it was changed, and in which change each field was last (event-revisions.ts). */
  editRevision: number;
  fieldRevisions: Prisma.JsonValue;
  updatedBy: string | null;
  picturesRevision: number;
};

/** An event with its price levels, whatever its state; inside a transaction as its lock shows it. */
export async function findOrganizerEvent(
  id: number,
  tx: Transaction = globalDb(),
): Promise<{ row: OrganizerRow; levels: LevelRow[] } | undefined> {
  const [row] = await tx.$queryRaw<OrganizerRow[]>`
    SELECT ${FULL_EVENT_COLUMNS}, e.organization_id::text AS "organizationId", e.limits,
      e.change_return_days AS "changeReturnDays",
      lower(e.dispute_policy::text) AS "disputePolicy", e.published_at AS "publishedAt",
      e.edit_revision AS "editRevision", e.field_revisions AS "fieldRevisions", e.updated_by::text AS "updatedBy",
      e.pictures_revision AS "picturesRevision"
    FROM ${fullEvent(id)}`;
  return row && { row, levels: await listLevels(id, tx) };
}

type NewDraft = EventInHouse & {
  organizationId: string;
  slug: string;
  creationKey: string | null;
  seriesId: string | null;
  by: { userId: string; actor: string };
  finish: ((tx: Transaction, id: number) => Promise<void>) | undefined;
};

/**
 * Makes a draft with its price levels and its audit entry, and answers its id; that of the draft which the same key made before
 * instead of a second one. Undefined when the venue is archived or another organization's.
 */
export async function claimNewEvent(
  event: NewDraft,
  levels: readonly LevelFields[],
): Promise<{ id: number } | undefined> {
  const { organizationId, creationKey, slug, venueId, seriesId, by } = event;
  try {
    return await inTransaction(globalDb(), async (tx) => {
      if (!(await lockVenueFor(tx, { venueId, organizationId }))) return undefined;
      const priceLevels = { create: levels.map((level) => ({ ...level })) };
      const made = {
        organizationId,
        creationKey,
        slug,
        seriesId,
        status: "DRAFT",
        priceLevels,
        updatedBy: by.userId,
      } as const;
      const data = { ...columnsOf(event), ...made };
      const { id } = await tx.event.create({ data, select: { id: true } });
      await appendAudit(tx, {
        ...{ actor: by.actor, action: "event.create", subject: String(id), outcome: "ok" },
        ...{ organizationId, eventId: id },
        detail: { prices: levels.map(({ id: level, priceMinor, feeMinor }) => ({ id: level, priceMinor, feeMinor })) },
      });
      await event.finish?.(tx, id);
      return { id };
    });
  } catch (error) {
    if (!(error instanceof PrismaClientKnownRequestError) || error.code !== "P2002" || creationKey === null)
      throw error;
    const where = { organizationId_creationKey: { organizationId, creationKey } };
    const row = await globalDb().event.findUnique({ where, select: { id: true } });
    if (!row) throw error;
    return row;
  }
}

/** The columns that an organizer writes. */
export function columnsOf(event: EventInHouse) {
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
    changeReturnDays: event.changeReturnDays,
    disputePolicy: DISPUTE[disputePolicy],
    limits: limits as Prisma.InputJsonObject,
    ticketNames: NAMES[event.ticketNames],
    ageMin: event.ageMin,
  };
}

const ORPHAN = { off: "OFF", lenient: "LENIENT", strict: "STRICT" } as const;
const NAMES = { off: "OFF", optional: "OPTIONAL", required: "REQUIRED" } as const;
const DISPUTE = { keep: "KEEP", void: "VOID" } as const;

/** Deletes a locked event that is not sold, with its audit entry; false when a seat is sold, held or was ever ordered. */
export async function claimEventDeleted(
  id: number,
  { person, sales }: { person: Staff; sales: EventSales },
): Promise<"done" | "missing" | "has_sales"> {
  return inTransaction(globalDb(), async (tx) => {
    await lockEvent(tx, id);
    const event = await tx.event.findUnique({ where: { id } });
    if (!event) return "missing";
    if (!(await sales.deleteUnsoldSeats(tx, id))) return "has_sales";
    await sales.deleteTraces(tx, id);
    await tx.event.delete({ where: { id } });
    await appendAudit(tx, {
      ...{ actor: person.keys[0] ?? "stranger", action: "event.delete", subject: String(id), outcome: "ok" },
      ...{ organizationId: event.organizationId, eventId: id },
      detail: { title: event.title, status: event.status.toLowerCase() },
    });
    return "done";
  });
}
