import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";

export type CodeRow = Prisma.AccessCodeGetPayload<object>;

export async function listCodes(
  eventId: number,
  { page, limit, find }: { page: number; limit: number; find?: string | undefined },
): Promise<{ rows: CodeRow[]; total: number }> {
  const where: Prisma.AccessCodeWhereInput = {
    eventId,
    ...(find ? { OR: [{ code: { contains: find } }, { name: { contains: find, mode: "insensitive" } }] } : {}),
  };
  const [rows, total] = await Promise.all([
    eventDb(eventId).accessCode.findMany({
      where,
      orderBy: [{ isLink: "desc" }, { createdAt: "desc" }, { id: "asc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    eventDb(eventId).accessCode.count({ where }),
  ]);
  return { rows, total };
}

export async function countCodes(tx: Transaction, eventId: number): Promise<number> {
  return tx.accessCode.count({ where: { eventId } });
}

export async function appendCodes(tx: Transaction, rows: readonly Prisma.AccessCodeCreateManyInput[]): Promise<void> {
  await tx.accessCode.createMany({ data: [...rows] });
}

/** Deletes a code or link and the access that it gave; false when there is none. */
export async function deleteCode(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: string },
): Promise<CodeRow | undefined> {
  const row = await tx.accessCode.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!row) return undefined;
  await tx.accessCode.delete({ where: { eventId_id: { eventId, id } } });
  await tx.buyerAccess.deleteMany({ where: { eventId, sourceId: id } });
  return row;
}

/** The code of an event, whatever its case. */
export async function findCode(
  eventId: number,
  code: string,
  tx: Transaction = eventDb(eventId),
): Promise<CodeRow | undefined> {
  return (await tx.accessCode.findUnique({ where: { eventId_code: { eventId, code } } })) ?? undefined;
}

export type CodeVerdict =
  | { kind: "granted" }
  | { kind: "unknown" | "used_up" }
  | { kind: "not_yet" | "ended"; at: Date };

/**
 * Gives a buyer what a code opens. The code is locked, so that of two buyers at its last use one gets in. Who has it already gets it
 * again, and it counts once.
 */
export async function claimCode(
  eventId: number,
  { code, buyerKey, otherKeys }: { code: string; buyerKey: string; otherKeys: readonly string[] },
): Promise<CodeVerdict> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const [locked] = await tx.$queryRaw<{ id: string; now: Date }[]>`
      SELECT id::text AS id, now() AS now FROM access_codes WHERE event_id = ${eventId}::int AND code = ${code}::citext FOR UPDATE`;
    const row = locked && (await findCode(eventId, code, tx));
    if (!row) return { kind: "unknown" };
    if (row.validFrom && locked.now < row.validFrom) return { kind: "not_yet", at: row.validFrom };
    if (row.validUntil && locked.now >= row.validUntil) return { kind: "ended", at: row.validUntil };
    const has = await tx.buyerAccess.count({
      where: { eventId, sourceId: row.id, buyerKey: { in: [buyerKey, ...otherKeys] } },
    });
    if (has === 0 && row.usesMax !== null && row.uses >= row.usesMax) return { kind: "used_up" };
    if (has === 0)
      await tx.accessCode.update({ where: { eventId_id: { eventId, id: row.id } }, data: { uses: { increment: 1 } } });
    const { windowId, allocationId, sellsAlone, validUntil } = row;
    await tx.buyerAccess.createMany({
      data: [{ eventId, buyerKey, sourceId: row.id, windowId, allocationId, sellsAlone, validUntil }],
      skipDuplicates: true,
    });
    return { kind: "granted" };
  });
}

/** Takes away what these keys have access to. */
export async function deleteAccess(eventId: number, keys: readonly string[]): Promise<void> {
  await eventDb(eventId).buyerAccess.deleteMany({ where: { eventId, buyerKey: { in: [...keys] } } });
}
