import { PUBLISHING_STATUSES } from "#lib/organizations/state";
import type { Transaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import type { Prisma } from "#prisma/generated/client";
import type { RefundTerms } from "./refund-deadline.ts";

/** What other services' statements may know of an event, behind JOIN; `id` is the SQL expression of its id. */
export const eventOf = (id: string) =>
  `LATERAL (SELECT e.id, e.organization_id, e.status, e.title, e.doors_at, e.starts_at, e.ends_at, e.sales_start_at, e.sales_end_at, e.sale_paused_at
    FROM events e WHERE e.id = ${id})`;

/** Marks an event as sold behind a queue always, above a load, or never. */
export async function markQueued(
  tx: Transaction,
  { eventId, mode }: { eventId: number; mode: "OFF" | "ALWAYS" | "AUTOMATIC" },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE events SET has_waiting_room = ${mode === "ALWAYS"}, has_automatic_room = ${mode === "AUTOMATIC"} WHERE id = ${eventId}::int`;
}

/** Whether an event is cancelled, for statements behind the locks of its seats: each sees what was committed before it. */
export const isCancelled = (id: string) =>
  `EXISTS (SELECT FROM events e WHERE e.id = ${id} AND e.status = 'CANCELLED')`;

/**
 * Whether an event is on sale now and has not changed since it was read as `updatedAt`. Whether it is on sale to this buyer before
 * the general sale was judged by the event as it was read: every change of windows and access changes `updated_at`.
 */
export const isOnSaleAsRead = ({ id, updatedAt }: { id: string; updatedAt: string }) =>
  `EXISTS (SELECT FROM events e WHERE e.id = ${id} AND e.status = 'PUBLISHED' AND e.updated_at = ${updatedAt}
    AND (now() >= e.sales_start_at OR e.has_access) AND now() < e.sales_end_at)`;

/** Whether the sale of an event is not over, begun or not. */
export const isSelling = (id: string) =>
  `EXISTS (SELECT FROM events e WHERE e.id = ${id} AND e.status = 'PUBLISHED' AND e.sales_end_at > now())`;

/** Marks a locked event as changed, and as one whose holds ask for the buyer's access. */
export async function touchSale(
  tx: Transaction,
  { eventId, updatedAt }: { eventId: number; updatedAt: Date },
): Promise<void> {
  await tx.event.update({ where: { id: eventId }, data: { hasAccess: true, updatedAt } });
}

/** How often the seats of an event were painted. */
export async function findPaintingRevision(tx: Transaction, eventId: number): Promise<number> {
  const select = { paintingRevision: true };
  return (await tx.event.findUniqueOrThrow({ where: { id: eventId }, select })).paintingRevision;
}

export async function raisePaintingRevision(tx: Transaction, eventId: number): Promise<number> {
  const data = { paintingRevision: { increment: 1 } };
  return (await tx.event.update({ where: { id: eventId }, data, select: { paintingRevision: true } })).paintingRevision;
}

/** The painting of an event as it is kept, and the layout whose seats it names. */
export function pricePaintingOf(tx: Transaction, eventId: number): Promise<{ layoutHash: string; painting: unknown }> {
  const select = { layoutHash: true, painting: true } as const;
  return tx.event.findUniqueOrThrow({ where: { id: eventId }, select });
}

/** Paints the price levels of a locked event; answers the new revision. */
export async function setPricePainting(
  tx: Transaction,
  eventId: number,
  painting: Prisma.InputJsonObject,
): Promise<number> {
  const data = { painting, pricePaintingRevision: { increment: 1 } };
  const select = { pricePaintingRevision: true };
  return (await tx.event.update({ where: { id: eventId }, data, select })).pricePaintingRevision;
}

/** How many seats of an event one buyer may have: an SQL expression. */
export const seatsPerBuyerOf = (id: string) => `(SELECT e.seats_per_buyer_max FROM events e WHERE e.id = ${id})`;

/** The organization of an event: an SQL expression. */
export const organizationIdOf = (id: string) => `(SELECT e.organization_id FROM events e WHERE e.id = ${id})`;

/** The name of a price level, behind LEFT JOIN. */
export const priceLevelOf = ({ eventId, id }: { eventId: string; id: string }) =>
  `LATERAL (SELECT p.name FROM price_levels p WHERE p.event_id = ${eventId} AND p.id = ${id})`;

/** Locks an event until the transaction ends, before its seats; answers the transaction's time, or undefined for an unknown event. */
export async function lockEvent(tx: Transaction, id: number): Promise<Date | undefined> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now FROM events WHERE id = ${id}::int FOR UPDATE`;
  return row?.now;
}

/**
 * Keeps an event from being changed behind `lockEvent` until the transaction ends; others may do the same at once. Two that each read
 * what the other writes come one after the other, when one of them locks the event and the other calls this first.
 */
export async function holdEvent(tx: Transaction, id: number): Promise<void> {
  await tx.$executeRaw`SELECT FROM events WHERE id = ${id}::int FOR KEY SHARE`;
}

/** When a change of a locked event is dated: `updated_at` only grows, so that two states of an event never bear the same time. */
export function nextUpdate(now: Date, { updatedAt }: { updatedAt: Date }): Date {
  return new Date(Math.max(now.getTime(), updatedAt.getTime() + 1));
}

/** Pauses the sale of a locked event from `now` on, or lets it go on (null). Answers the change; undefined where it stood so already. */
export async function setSalePause(
  tx: Transaction,
  { eventId, now, isPaused }: { eventId: number; now: Date; isPaused: boolean },
): Promise<{ pausedAt: Date | null; before: Date | null; updatedAt: Date } | undefined> {
  const select = { salePausedAt: true, updatedAt: true } as const;
  const event = await tx.event.findUniqueOrThrow({ where: { id: eventId }, select });
  const before = event.salePausedAt;
  if ((before !== null) === isPaused) return undefined;
  const data = { salePausedAt: isPaused ? now : null, updatedAt: nextUpdate(now, event) };
  await tx.event.update({ where: { id: eventId }, data });
  return { before, pausedAt: data.salePausedAt, updatedAt: data.updatedAt };
}

export type SaleNow = {
  status: "DRAFT" | "PUBLISHED" | "CANCELLED";
  salesStartAt: Date;
  salesEndAt: Date;
  salePausedAt: Date | null;
};

/** The sale of an event, in another service's transaction. */
export function loadSale(tx: Transaction, eventId: number): Promise<SaleNow> {
  const select = { status: true, salesStartAt: true, salesEndAt: true, salePausedAt: true } as const;
  return tx.event.findUniqueOrThrow({ where: { id: eventId }, select });
}

/** Marks a locked event as changed, so that a sale that was judged by its rules of before is judged again. */
export async function touchEvent(tx: Transaction, id: number, now: Date): Promise<void> {
  const event = await tx.event.findUniqueOrThrow({ where: { id }, select: { updatedAt: true } });
  await tx.event.update({ where: { id }, data: { updatedAt: nextUpdate(now, event) } });
}

/** Writes what taxes add to the price of each level of a locked event. */
export async function setAddedTaxes(
  tx: Transaction,
  eventId: number,
  taxes: readonly { levelId: number; addedTaxMinor: number }[],
): Promise<void> {
  for (const { levelId: id, addedTaxMinor } of taxes)
    await tx.priceLevel.update({ where: { eventId_id: { eventId, id } }, data: { addedTaxMinor } });
}

/** A draft as it is copied into seats. */
export type Draft = {
  layoutHash: string;
  updatedAt: Date;
  priceLevels: { id: number; layoutCategories: number[] }[];
  painting: unknown;
};

/** A locked event as long as it is a draft, of an organization that may publish. */
export async function findDraft(tx: Transaction, id: number): Promise<Draft | undefined> {
  const row = await tx.event.findFirst({
    where: { id, status: "DRAFT", organization: { status: { in: [...PUBLISHING_STATUSES] } } },
    select: {
      layoutHash: true,
      updatedAt: true,
      painting: true,
      priceLevels: { orderBy: { id: "asc" }, select: { id: true, layoutCategories: true } },
    },
  });
  return row ?? undefined;
}

/** Puts a locked draft on sale. Its seats are written in the same transaction. */
export async function putOnSale(
  tx: Transaction,
  id: number,
  { now, draft }: { now: Date; draft: Draft },
): Promise<void> {
  const updatedAt = nextUpdate(now, draft);
  await tx.event.update({ where: { id }, data: { status: "PUBLISHED", publishedAt: now, updatedAt } });
  await appendFact(tx, { type: "event.published", eventId: id, subject: "event" });
}

/** Gives a locked event another layout. Its price levels sell the categories of that layout by their new indexes. */
export async function takeHall(
  tx: Transaction,
  event: { id: number; updatedAt: Date },
  hall: {
    now: Date;
    layoutHash: string;
    capacity: number;
    levels: readonly { id: number; layoutCategories: readonly number[] }[];
  },
): Promise<void> {
  const { now, layoutHash, capacity, levels } = hall;
  const updatedAt = nextUpdate(now, event);
  await tx.event.update({
    where: { id: event.id },
    data: { layoutHash, capacity, updatedAt, revision: { increment: 1 } },
  });
  // Who has the event's page open hears of it when they save.
  await tx.$executeRaw`
    UPDATE events SET edit_revision = edit_revision + 1,
      field_revisions = field_revisions || jsonb_build_object('layout_hash', edit_revision + 1, 'price_levels', edit_revision + 1)
    WHERE id = ${event.id}::int`;
  for (const { id, layoutCategories } of levels) {
    const where = { eventId_id: { eventId: event.id, id } };
    await tx.priceLevel.update({ where, data: { layoutCategories: [...layoutCategories] } });
  }
}

/** What a decision on an order needs to know of its event. */
export type EventTerms = RefundTerms & {
  organizationId: string;
  isCancelled: boolean;
  endsAt: Date;
  disputePolicy: "KEEP" | "VOID";
};

/** The terms of an event, in another service's transaction. */
export async function loadEventTerms(tx: Transaction, eventId: number): Promise<EventTerms> {
  const { status, ...terms } = await tx.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      ...{ organizationId: true, status: true, startsAt: true, endsAt: true, disputePolicy: true },
      ...{ refundUntilHours: true, keptTerms: true, movedAt: true, returnUntil: true },
    },
  });
  return { ...terms, isCancelled: status === "CANCELLED" };
}
