import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { nextRevision } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import { appendFact } from "#lib/platform/outbox/append-fact";
import type { Category } from "./categories/category-words.ts";
import { changeEntry } from "./change-entry.ts";
import { type ChangePlan, type EventNews, planChange, wantedHouse } from "./event-change-plan.ts";
import type { EventChange } from "./event-contract.ts";
import { lockEvent, nextUpdate } from "./event-fragments.ts";
import { changedFields, refuseStale, revisedRow } from "./event-revisions.ts";
import type { LevelFields } from "./event-rules.ts";
import type { DrawMove, EventSales } from "./event-sales.ts";
import { findWantedHouse } from "./house-store.ts";
import type { OwnEvent } from "./organizer-event.ts";
import { columnsOf, findOrganizerEvent, type OrganizerRow } from "./organizer-store.ts";
import { termsKept } from "./refund-deadline.ts";
import { refuse } from "./refusals.ts";

/** What an organizer wants changed of an event, and what is needed to judge it. */
type WantedChange = { change: EventChange; sales: EventSales; categories: readonly Category[] };
type ChangeRefusal = Refused<"invalid_request" | "event_has_sales" | "event_edited">;
/** A change and where it moves the draw of the waiting room, if it does. */
export type PlannedChange = ChangePlan & { draw: DrawMove | undefined };

/** Plans a change on the locked event as it is now, and writes nothing; undefined when the event is gone. */
export async function findChangePlan(
  id: number,
  wanted: WantedChange,
): Promise<PlannedChange | ChangeRefusal | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const decided = await decideChange(tx, id, wanted);
    if (!decided || !("plan" in decided)) return decided;
    const isRefused = decided.plan.isTakenOffSale && (await wanted.sales.isSold(tx, id));
    return isRefused ? refuse("event_has_sales") : decided.plan;
  });
}

/** Decides a change on the locked event and writes it, with its fact and its audit entry; undefined when the event is gone. */
export async function claimEventChange(
  id: number,
  { person, ...wanted }: WantedChange & { person: Staff },
): Promise<ChangePlan | ChangeRefusal | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const decided = await decideChange(tx, id, wanted);
    if (!decided || !("plan" in decided)) return decided;
    const { now, own, plan } = decided;
    if (plan.isTakenOffSale && !(await wanted.sales.deleteUnsoldSeats(tx, id))) return refuse("event_has_sales");
    const { event, levels, isRebuilt, news } = plan;
    const data = {
      ...{ ...columnsOf(event), status: event.status, updatedAt: nextUpdate(now, own.row) },
      ...{ keptTerms: termsKept(own.row, event.refundUntilHours, now), ...newsColumns(news, now) },
      ...revisedColumns(own, plan, person),
    };
    await tx.event.update({ where: { id }, data });
    await writeLevels(tx, id, { levels, isRebuilt });
    const before = { layoutHash: own.row.layoutHash, levels: own.levels };
    const after = { layoutHash: event.layoutHash, levels };
    if (isRebuilt) await wanted.sales.takePaintedSeatsAlong(tx, { id, painting: own.row.painting, before, after });
    await wanted.sales.retaxLevels(tx, id);
    if (plan.draw) await wanted.sales.moveDraw(tx, id, { draw: plan.draw, ...byOf(person, own) });
    const type = `event.${news?.kind ?? "changed"}`;
    await appendFact(tx, { type, eventId: id, subject: "event", payload: factOf(news) });
    await appendAudit(tx, changeEntry(person, own, { change: wanted.change, levels }));
    return plan;
  });
}

async function decideChange(
  tx: Transaction,
  id: number,
  { change, sales, categories }: WantedChange,
): Promise<{ now: Date; own: OwnEvent; plan: PlannedChange } | ChangeRefusal | undefined> {
  const now = await lockEvent(tx, id);
  const own = now && (await findOrganizerEvent(id, tx));
  if (!own) return undefined;
  const stale = await refuseStale(own, change.revision);
  if (stale) return stale;
  const keeps = (await keepsSeats(tx, own.row, { change, sales })) ? { layout_hash: own.row.layoutHash } : {};
  const wanted = { ...change, ...keeps };
  const { venueId, layoutHash } = wantedHouse(own.row, wanted);
  const house = await findWantedHouse(tx, own.row, { venueId, layoutHash });
  const plan = planChange(own, wanted, { now, ...house, categories });
  if (!plan.ok) return plan;
  const { salesStartAtMs, salesEndAtMs } = plan.event;
  const after = { salesStartAt: new Date(salesStartAtMs), salesEndAt: new Date(salesEndAtMs) };
  const moved = await sales.planDraw(tx, { id, before: own.row, after, now });
  if (!moved.ok) return refuse("invalid_request", { fields: [moved.problem] });
  return { now, own, plan: { ...plan, draw: moved.draw } };
}

function byOf(person: Staff, { row }: OwnEvent) {
  return { actor: person.keys[0] ?? "stranger", organizationId: row.organizationId };
}

/** An event with sales that moves to another venue keeps the seats it sold; without sales it gets those of the new hall. */
async function keepsSeats(
  tx: Transaction,
  row: OrganizerRow,
  { change, sales }: Omit<WantedChange, "categories">,
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
