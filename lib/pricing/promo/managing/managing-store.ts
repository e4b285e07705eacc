import { appendAudit } from "#lib/audit/append-audit";
import { holdEvent } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { accessCodesAmong } from "#lib/seating/queries";
import type { Prisma } from "#prisma/generated/client";
import { promoKey } from "../promo-key.ts";
import type { PromoFilter, PromoState } from "./promo-contract.ts";
import type { TermsColumns } from "./promo-terms-rules.ts";

const WITH_BATCH = { batch: { select: { id: true, name: true } } } as const;
export type PromoRow = Prisma.PromoCodeGetPayload<{ include: typeof WITH_BATCH }>;

/** Who changes what, for the audit log. */
export type PromoDeed = {
  readonly actor: string;
  readonly organizationId: string;
  readonly action: "promo.create" | "promo.change" | "promo.deactivate";
  readonly detail: Prisma.InputJsonObject;
};

/** A page of an event's codes, the newest first. */
export async function listPromoRows(
  eventId: number,
  filter: PromoFilter,
  { page, limit, now }: { page: number; limit: number; now: Date },
): Promise<{ rows: PromoRow[]; total: number }> {
  const where = whereOf(eventId, filter, now);
  const db = eventDb(eventId);
  const [rows, total] = await Promise.all([
    db.promoCode.findMany({
      where,
      include: WITH_BATCH,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    db.promoCode.count({ where }),
  ]);
  return { rows, total };
}

/** The next codes of a download, the oldest first, behind the one of before. */
export async function listPromoRowsAfter(
  eventId: number,
  filter: PromoFilter,
  { after, limit, now }: { after: PromoRow | undefined; limit: number; now: Date },
): Promise<PromoRow[]> {
  const behind = after && {
    OR: [{ createdAt: { gt: after.createdAt } }, { createdAt: after.createdAt, id: { gt: after.id } }],
  };
  return eventDb(eventId).promoCode.findMany({
    where: { AND: [whereOf(eventId, filter, now), behind ?? {}] },
    include: WITH_BATCH,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
  });
}

function whereOf(eventId: number, { q, state, kind, batch_id }: PromoFilter, now: Date): Prisma.PromoCodeWhereInput {
  const key = q === undefined ? "" : promoKey(q);
  return {
    eventId,
    ...(kind === undefined
      ? {}
      : { kind: ({ percent: "PERCENT", amount: "AMOUNT", per_ticket: "PER_TICKET" } as const)[kind] }),
    ...(batch_id === undefined ? {} : { batchId: batch_id }),
    ...(state === undefined ? {} : { AND: whereState(state, now) }),
    ...(q === undefined || q === ""
      ? {}
      : {
          OR: [
            { note: { contains: q, mode: "insensitive" } },
            ...(key === "" ? [] : [{ lookAlike: { contains: key } }]),
          ],
        }),
  };
}

function whereState(state: PromoState, now: Date): Prisma.PromoCodeWhereInput[] {
  const uses = { lte: eventDb(0).promoCode.fields.uses };
  const isOn: Prisma.PromoCodeWhereInput[] = [{ deactivatedAt: null }];
  const isNotOver: Prisma.PromoCodeWhereInput[] = [
    ...isOn,
    { OR: [{ validUntil: null }, { validUntil: { gt: now } }] },
  ];
  const isLeft: Prisma.PromoCodeWhereInput[] = [...isNotOver, { OR: [{ usesMax: null }, { NOT: { usesMax: uses } }] }];
  switch (state) {
    case "inactive":
      return [{ deactivatedAt: { not: null } }];
    case "over":
      return [...isOn, { validUntil: { lte: now } }];
    case "used_up":
      return [...isNotOver, { usesMax: uses }];
    case "scheduled":
      return [...isLeft, { validFrom: { gt: now } }];
    case "active":
      return [...isLeft, { OR: [{ validFrom: null }, { validFrom: { lte: now } }] }];
  }
}

export async function findPromoRow(eventId: number, id: string): Promise<PromoRow | undefined> {
  const where = { eventId_id: { eventId, id } };
  return (await eventDb(eventId).promoCode.findUnique({ where, include: WITH_BATCH })) ?? undefined;
}

/** Makes a code; answers the code that it cannot be told from instead, where there is one. */
export async function claimNewPromo(
  eventId: number,
  { code, columns }: { code: string; columns: TermsColumns },
  deed: PromoDeed,
): Promise<{ row: PromoRow } | { taken: string }> {
  const lookAlike = promoKey(code);
  const id = uuidv7();
  return inTransaction(eventDb(eventId), async (tx) => {
    await holdEvent(tx, eventId);
    const [used] = await accessCodesAmong(tx, eventId, [code]);
    if (used !== undefined) return { taken: used };
    const { count } = await tx.promoCode.createMany({
      data: [{ ...columns, eventId, id, code, lookAlike }],
      skipDuplicates: true,
    });
    if (count === 0) {
      const taken = await tx.promoCode.findFirst({ where: { eventId, OR: [{ code }, { lookAlike }] } });
      return { taken: taken?.code ?? code };
    }
    await auditPromo(tx, eventId, deed);
    return {
      row: await tx.promoCode.findUniqueOrThrow({ where: { eventId_id: { eventId, id } }, include: WITH_BATCH }),
    };
  });
}

export type PlannedChange<Refusal> = { ok: true; data: Prisma.PromoCodeUncheckedUpdateInput } | Refusal;

/** Decides a change on the locked code and writes it; undefined when it is gone. No order can use it in between. */
export async function claimPromoChange<Refusal extends { ok: false }>(
  { eventId, id }: { eventId: number; id: string },
  deed: PromoDeed,
  plan: (row: PromoRow) => Promise<PlannedChange<Refusal>>,
): Promise<{ ok: true; row: PromoRow } | Refusal | undefined> {
  return inTransaction(eventDb(eventId), async (tx) => {
    await tx.$queryRaw`SELECT FROM promo_codes WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR UPDATE`;
    const where = { eventId_id: { eventId, id } };
    const row = await tx.promoCode.findUnique({ where, include: WITH_BATCH });
    if (!row) return undefined;
    const planned = await plan(row);
    if (!planned.ok) return planned;
    const data = { ...planned.data, revision: { increment: 1 } };
    const changed = await tx.promoCode.update({ where, data, include: WITH_BATCH });
    await auditPromo(tx, eventId, { ...deed, detail: { ...deed.detail, code: row.code } });
    return { ok: true, row: changed };
  });
}

/** Deactivates codes, and answers how many were not so before. */
export async function deactivatePromos(
  eventId: number,
  which: { ids: readonly string[] } | { batchId: string },
  deed: PromoDeed,
): Promise<number> {
  const chosen = "ids" in which ? { id: { in: [...which.ids] } } : { batchId: which.batchId };
  return inTransaction(eventDb(eventId), async (tx) => {
    await lockManyPromos(tx, eventId);
    const { count } = await tx.promoCode.updateMany({
      where: { eventId, deactivatedAt: null, ...chosen },
      data: { deactivatedAt: new Date(), revision: { increment: 1 } },
    });
    if (count > 0) await auditPromo(tx, eventId, { ...deed, detail: { ...deed.detail, count } });
    return count;
  });
}

/** Locks the codes of an event for writes of many, which would else wait for each other in a circle. */
export async function lockManyPromos(tx: Transaction, eventId: number): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${eventId}::int, hashtext('promo_codes'))::text`;
}

export async function auditPromo(
  tx: Transaction,
  eventId: number,
  { actor, organizationId, action, detail }: PromoDeed,
): Promise<void> {
  await appendAudit(tx, { actor, action, subject: String(eventId), outcome: "ok", organizationId, eventId, detail });
}
