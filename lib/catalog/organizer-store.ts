import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { nextRevision } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { Prisma } from "#prisma/generated/client";
import type { Category } from "./categories/category-words.ts";
import { changeEntry } from "./change-entry.ts";
import { type ChangePlan, type EventNews, planChange, wantedHouse } from "./event-change-plan.ts";
import type { EventChange } from "./event-contract.ts";
import { lockEvent, nextUpdate } from "./event-fragments.ts";
import { changedFields, refuseStale, revisedRow } from "./event-revisions.ts";
import type { EventInHouse, LevelFields } from "./event-rules.ts";
import type { EventSales } from "./event-sales.ts";
import { findWantedHouse } from "./house-store.ts";
import type { OwnEvent } from "./organizer-event.ts";
import { termsKept } from "./refund-deadline.ts";
import { refuse } from "./refusals.ts";
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
      e.edit_revision AS "editRevision", e.field_revisions AS "fieldRevisions", e.updated_by::text AS "updatedBy"
    FROM ${fullEvent(id)}`;
  return row && { row, levels: await listLevels(id, tx) };
}

type NewDraft = EventInHouse & { organizationId: string; slug: string; creationKey: string | null };

/**
 * Makes a draft with its price levels and its audit entry, and answers its id; that of the draft which the same key made before
 * instead of a second one. Undefined when the venue is archived or another organization's.
 */
export async function claimNewEvent(
  person: Staff,
  event: NewDraft,
  levels: readonly LevelFields[],
): Promise<{ id: number } | undefined> {
  const { organizationId, creationKey, slug, venueId } = event;
  try {
    return await inTransaction(globalDb(), async (tx) => {
      if (!(await lockVenueFor(tx, { venueId, organizationId }))) return undefined;
      const priceLevels = { create: levels.map((level) => ({ ...level })) };
      const made = {
        organizationId,
        creationKey,
        slug,
        status: "DRAFT",
        priceLevels,
        updatedBy: person.userId,
      } as const;
      const data = { ...columnsOf(event), ...made };
      const { id } = await tx.event.create({ data, select: { id: true } });
      await appendAudit(tx, {
        ...{ actor: person.keys[0] ?? "stranger", action: "event.create", subject: String(id), outcome: "ok" },
        ...{ organizationId, eventId: id },
        detail: { prices: levels.map(({ id: level, priceMinor, feeMinor }) => ({ id: level, priceMinor, feeMinor })) },
      });
      return { id };
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002" || creationKey === null)
      throw error;
    const where = { organizationId_creationKey: { organizationId, creationKey } };
    const row = await globalDb().event.findUnique({ where, select: { id: true } });
    if (!row) throw error;
    return row;
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
    changeReturnDays: event.changeReturnDays,
    disputePolicy: DISPUTE[disputePolicy],
    limits: limits as Prisma.InputJsonObject,
  };
}

const ORPHAN = { off: "OFF", lenient: "LENIENT", strict: "STRICT" } as const;
const DISPUTE = { keep: "KEEP", void: "VOID" } as const;

/** What an event's organizer asks for, and who asks. */
export type AskedChange = { person: Staff; change: EventChange; sales: EventSales };
/** The same with the categories that there are. */
type JudgedChange = AskedChange & { categories: readonly Category[] };

/** Decides a change on the locked event and writes it, with its fact and its audit entry; undefined when the event is gone. */
export async function claimEventChange(
  id: number,
  { person, change, sales, categories }: JudgedChange,
): Promise<ReturnType<typeof planChange> | Refused<"event_edited"> | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const now = await lockEvent(tx, id);
    const own = now && (await findOrganizerEvent(id, tx));
    if (!own) return undefined;
    const stale = await refuseStale(own, change.revision);
    if (stale) return stale;
    const keeps = (await keepsSeats(tx, own.row, { change, sales })) ? { layout_hash: own.row.layoutHash } : {};
    const wanted = { ...change, ...keeps };
    const { venueId, layoutHash } = wantedHouse(own.row, wanted);
    const plan = planChange(own, wanted, {
      now,
      ...(await findWantedHouse(tx, own.row, { venueId, layoutHash })),
      categories,
    });
    if (!plan.ok) return plan;
    if (plan.isTakenOffSale && !(await sales.deleteUnsoldSeats(tx, id))) return refuse("event_has_sales");
    const { event, levels, isRebuilt, news } = plan;
    const updatedAt = nextUpdate(now, own.row);
    const keptTerms = termsKept(own.row, event.refundUntilHours, now);
    const revised = revisedColumns(own, plan, person);
    const data = {
      ...columnsOf(event),
      status: event.status,
      updatedAt,
      keptTerms,
      ...newsColumns(news, now),
      ...revised,
    };
    await tx.event.update({ where: { id }, data });
    await writeLevels(tx, id, { levels, isRebuilt });
    await appendFact(tx, {
      type: `event.${news?.kind ?? "changed"}`,
      eventId: id,
      subject: "event",
      payload: factOf(news),
    });
    await appendAudit(tx, changeEntry(person, own, { change, levels }));
    return plan;
  });
}

/** An event with sales that moves to another venue keeps the seats it sold; without sales it gets those of the new hall. */
async function keepsSeats(
  tx: Transaction,
  row: OrganizerRow,
  { change, sales }: Omit<AskedChange, "person">,
): Promise<boolean> {
  const { venue_id: venueId, layout_hash: layoutHash } = change;
  if (venueId === undefined || venueId === row.venueId || layoutHash !== undefined) return false;
  return row.status === "PUBLISHED" && (await sales.isSold(tx, row.id));
}

/** The columns by which the next one who saves hears what this change changed. */
function revisedColumns(own: OwnEvent, plan: ChangePlan, person: Staff) {
  const changed = changedFields(own, plan);
  if (changed.length === 0) return {};
  const { revision: editRevision, fieldRevisions } = nextRevision(revisedRow(own), changed);
  return { editRevision, fieldRevisions, updatedBy: person.userId };
}

/** What holders of tickets and their calendars must hear of. */
function newsColumns(news: EventNews | undefined, now: Date) {
  if (!news) return {};
  const revision = { increment: 1 };
  if (news.kind === "cancelled") return { revision };
  const { change, returnUntil } = news;
  return { revision, lastChange: change, ...(returnUntil ? { movedAt: now, returnUntil } : {}) };
}

function factOf(news: EventNews | undefined): Record<string, unknown> {
  return news?.kind === "moved" ? { change: news.change } : {};
}

/** Free seats read their prices from here; held and sold ones keep those of their reservations and orders. */
async function writeLevels(
  tx: Transaction,
  eventId: number,
  { levels, isRebuilt }: { levels: readonly LevelFields[]; isRebuilt: boolean },
): Promise<void> {
  if (isRebuilt) {
    await tx.priceLevel.deleteMany({ where: { eventId } });
    await tx.priceLevel.createMany({ data: levels.map((level) => ({ eventId, ...level })) });
    return;
  }
  for (const { id, ...data } of levels) await tx.priceLevel.update({ where: { eventId_id: { eventId, id } }, data });
}

/** Deletes a locked event that is not sold, with its audit entry; false when a seat is sold, held or was ever ordered. */
export async function claimEventDeleted(
  id: number,
  { person, sales }: Omit<AskedChange, "change">,
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
