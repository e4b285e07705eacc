import { z } from "zod";
import { isPriced } from "#lib/catalog/list-prices";
import { eventDb, globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";
import type { ChangeCause, ChangeReason, PriceStep } from "./price-steps.ts";

/** The steps of an event as they are stored. */
export type StoredSteps = {
  revision: number;
  /** Of the steps' amounts: steps in a currency that the event no longer has do not count. */
  currency: string;
  announces: boolean;
  steps: PriceStep[];
};

const time = z.iso.datetime().transform((text) => new Date(text));
const base = { id: z.string(), levelId: z.int() };
const storedSteps = z.array(
  z.discriminatedUnion("kind", [
    z.object({
      ...base,
      kind: z.literal("early_bird"),
      priceMinor: z.int(),
      until: time.nullable(),
      untilSold: z.int().nullable(),
    }),
    z.object({ ...base, kind: z.literal("last_minute"), priceMinor: z.int(), from: time }),
    z.object({ ...base, kind: z.literal("number_sold"), priceMinor: z.int(), fromSold: z.int() }),
    z.object({
      ...base,
      kind: z.literal("demand"),
      shares: z.array(z.object({ sharePercent: z.int(), pricePercent: z.int() })),
      ...{ floorMinor: z.int(), ceilingMinor: z.int(), stepMaxMinor: z.int(), coolDownMs: z.int() },
    }),
  ]),
);

export async function findStoredSteps(
  eventId: number,
  tx: Transaction = eventDb(eventId),
): Promise<StoredSteps | undefined> {
  const row = await tx.priceStepRules.findUnique({ where: { eventId } });
  return row ? { ...row, steps: storedSteps.parse(row.steps) } : undefined;
}

/** Replaces the steps of a locked event. */
export async function writeSteps(
  tx: Transaction,
  eventId: number,
  { steps, ...head }: StoredSteps & { updatedAt: Date; updatedBy: string | null },
): Promise<void> {
  const data = { ...head, steps: JSON.parse(JSON.stringify(steps)) as Prisma.InputJsonArray };
  await tx.priceStepRules.upsert({ where: { eventId }, create: { eventId, ...data }, update: data });
}

/** Events whose prices may be due to change. */
export async function listSteppedEvents(): Promise<number[]> {
  const rows = await globalDb().$queryRawUnsafe<{ event_id: number }[]>(
    `SELECT r.event_id FROM price_step_rules r WHERE ${isPriced("r.event_id")} ORDER BY 1`,
  );
  return rows.map((row) => row.event_id);
}

export type LevelState = {
  levelId: number;
  regularMinor: number;
  setMinor: number;
  soldMost: number;
  changedAt: Date | null;
};

export async function listLevelStates(eventId: number, tx: Transaction = eventDb(eventId)): Promise<LevelState[]> {
  return tx.steppedLevel.findMany({ where: { eventId }, omit: { eventId: true } });
}

export async function writeLevelState(tx: Transaction, eventId: number, state: LevelState): Promise<void> {
  const where = { eventId_levelId: { eventId, levelId: state.levelId } };
  await tx.steppedLevel.upsert({ where, create: { eventId, ...state }, update: state });
}

export type AnnouncedPrice = { levelId: number; id: string; toMinor: number; appliesAt: Date };

/** The higher prices that are announced, at most one of a level. */
export async function listAnnounced(eventId: number, tx: Transaction = eventDb(eventId)): Promise<AnnouncedPrice[]> {
  return tx.priceChange.findMany({
    where: { eventId, appliedAt: null, withdrawnAt: null },
    select: { levelId: true, id: true, toMinor: true, appliesAt: true },
  });
}

export type NewPriceChange = {
  levelId: number;
  fromMinor: number;
  toMinor: number;
  cause: ChangeCause;
  stepId: string | null;
  reason: ChangeReason;
  announcedAt: Date | null;
  appliesAt: Date;
  appliedAt: Date | null;
};

export async function appendPriceChange(tx: Transaction, eventId: number, change: NewPriceChange): Promise<void> {
  await tx.priceChange.create({ data: { eventId, id: uuidv7(), ...change } });
}

/** Marks an announced price as the price of now. */
export async function applyAnnounced(
  tx: Transaction,
  key: { eventId: number; id: string },
  { toMinor, appliedAt }: { toMinor: number; appliedAt: Date },
): Promise<void> {
  await tx.priceChange.update({ where: { eventId_id: key }, data: { toMinor, appliedAt } });
}

export async function withdrawAnnounced(
  tx: Transaction,
  { eventId, levelId }: { eventId: number; levelId: number },
  now: Date,
): Promise<void> {
  const where = { eventId, levelId, appliedAt: null, withdrawnAt: null };
  await tx.priceChange.updateMany({ where, data: { withdrawnAt: now } });
}

/** The log that buyers read: what applied or is announced, the newest first. */
export async function listPriceChanges(eventId: number, { page, limit }: { page: number; limit: number }) {
  const where = { eventId, withdrawnAt: null };
  const [rows, total] = await Promise.all([
    eventDb(eventId).priceChange.findMany({
      where,
      orderBy: [{ appliesAt: "desc" }, { id: "desc" }],
      ...{ skip: (page - 1) * limit, take: limit },
    }),
    eventDb(eventId).priceChange.count({ where }),
  ]);
  return { rows: rows.map((row) => ({ ...row, reason: storedReason.parse(row.reason) })), total };
}

const storedReason = z.object({
  sold: z.int(),
  onSale: z.int(),
  from: z.union([z.string(), z.number()]).nullable(),
  regularMinor: z.int(),
});
