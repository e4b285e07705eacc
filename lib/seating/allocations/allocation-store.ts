import { findPaintingRevision } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";
import { isFree } from "../seat-fragments.ts";
import type { AllocationKindName } from "./allocation-contract.ts";

export type AllocationRow = Prisma.AllocationGetPayload<object>;

/** An event's allocations with their counts, by name. */
export async function listAllocations(eventId: number): Promise<(AllocationRow & AllocationCounts)[]> {
  const rows = await eventDb(eventId).allocation.findMany({
    where: { eventId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const counts = await eventDb(eventId).$queryRawUnsafe<(AllocationCounts & { id: number })[]>(COUNT_SEATS, eventId);
  const none: AllocationCounts = { total: 0, free: 0, held: 0, sold: 0, seatIds: [] };
  return rows.map((row) => ({ ...none, ...counts.find(({ id }) => id === row.id), ...row }));
}

export type AllocationCounts = { total: number; free: number; held: number; sold: number; seatIds: number[] };

const COUNT_SEATS = `
SELECT s.allocation_id::int AS id, count(*)::int AS total, (count(*) FILTER (WHERE ${isFree("s")}))::int AS free,
  (count(*) FILTER (WHERE s.status = 'HELD' AND s.held_until > now()))::int AS held,
  (count(*) FILTER (WHERE s.status = 'BOOKED'))::int AS sold, array_agg(s.id ORDER BY s.id) AS "seatIds"
FROM seats s WHERE s.event_id = $1::int AND s.allocation_id IS NOT NULL GROUP BY s.allocation_id`;

export async function readPaintingRevision(eventId: number): Promise<number> {
  return findPaintingRevision(eventDb(eventId), eventId);
}

export async function listAllocationHeads(tx: Transaction, eventId: number): Promise<AllocationRow[]> {
  return tx.allocation.findMany({ where: { eventId }, orderBy: { id: "asc" } });
}

export async function appendAllocation(
  tx: Transaction,
  data: Omit<Prisma.AllocationUncheckedCreateInput, "kind"> & { kind: AllocationRow["kind"] },
): Promise<void> {
  await tx.allocation.create({ data });
}

export async function updateAllocation(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: number },
  data: Prisma.AllocationUncheckedUpdateInput,
): Promise<AllocationRow> {
  const where = { eventId_id: { eventId, id } };
  return tx.allocation.update({ where, data: { ...data, revision: { increment: 1 } } });
}

/** The seats that an allocation of a draft gets at publication, by the layout that they are of. */
export async function setPlanned(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: number },
  { layoutHash, seatIds }: { layoutHash: string; seatIds: number[] },
): Promise<void> {
  const data = { plannedLayout: layoutHash, plannedSeatIds: seatIds };
  await tx.allocation.update({ where: { eventId_id: { eventId, id } }, data });
}

/** Deletes an allocation that has no seats; false when it has. */
export async function deleteAllocation(
  tx: Transaction,
  { eventId, id }: { eventId: number; id: number },
): Promise<boolean> {
  if ((await tx.seat.count({ where: { eventId, allocationId: id } })) > 0) return false;
  await tx.allocation.delete({ where: { eventId_id: { eventId, id } } });
  return true;
}

/** A seat behind its lock. `isHad`: someone holds it or has a ticket for it. */
export type LockedSeat = { id: number; allocationId: number | null; isHad: boolean; isSold: boolean; removed: boolean };

/** Locks seats of an event in order. */
export async function lockSeats(tx: Transaction, eventId: number, ids: readonly number[]): Promise<LockedSeat[]> {
  return tx.$queryRawUnsafe<LockedSeat[]>(LOCK_SEATS, eventId, [...ids]);
}

const LOCK_SEATS = `
SELECT s.id, s.allocation_id::int AS "allocationId", NOT (${isFree("s")} OR s.status = 'BLOCKED') AS "isHad", s.status = 'BOOKED' AS "isSold", s.removed
FROM seats s WHERE s.event_id = $1::int AND s.id = ANY ($2::int[]) ORDER BY s.event_id, s.id FOR UPDATE`;

/** A seat after its allocation changed, as other processes are told. */
export type SetSeat = { id: number; version: number; state: 0 | 1 | 2 | 3; isSetAside: boolean };

/** Gives locked seats their allocations, one element of the arrays for each seat. */
export async function setAllocations(
  tx: Transaction,
  eventId: number,
  { ids, allocations }: { ids: readonly number[]; allocations: readonly (number | null)[] },
): Promise<SetSeat[]> {
  return tx.$queryRaw<SetSeat[]>`
    WITH locked AS (
      SELECT o.id, u.allocation_id FROM unnest(${[...ids]}::int[], ${[...allocations]}::smallint[]) AS u(id, allocation_id)
      JOIN seats o ON o.event_id = ${eventId}::int AND o.id = u.id ORDER BY o.event_id, o.id FOR UPDATE OF o
    )
    UPDATE seats s SET allocation_id = w.allocation_id, version = s.version + 1 FROM locked w
    WHERE s.event_id = ${eventId}::int AND s.id = w.id AND s.allocation_id IS DISTINCT FROM w.allocation_id
    RETURNING s.id, s.version, s.allocation_id IS NOT NULL AS "isSetAside",
      CASE WHEN s.status = 'BOOKED' THEN 2 WHEN s.status = 'BLOCKED' THEN 3 WHEN s.status = 'HELD' AND s.held_until > now() THEN 1 ELSE 0 END AS state`;
}

export type AllocationLogLine = {
  allocationId: number;
  name: string;
  action: "set_aside" | "taken_out" | "released";
  cause: "hand" | "time" | "sold_out";
  seatIds: number[];
};

export async function appendAllocationLog(
  tx: Transaction,
  { eventId, actor }: { eventId: number; actor: string },
  lines: readonly AllocationLogLine[],
): Promise<void> {
  await tx.allocationChange.createMany({
    data: lines.map((line) => ({ ...line, eventId, id: uuidv7(), changedBy: actor })),
  });
}

export async function listAllocationLog(eventId: number, { page, limit }: { page: number; limit: number }) {
  const where = { eventId };
  const [rows, total] = await Promise.all([
    eventDb(eventId).allocationChange.findMany({
      where,
      orderBy: { id: "desc" },
      skip: (page - 1) * limit,
      take: limit,
    }),
    eventDb(eventId).allocationChange.count({ where }),
  ]);
  return { rows, total };
}

export const kindOf = (name: AllocationKindName) => name.toUpperCase() as AllocationRow["kind"];
