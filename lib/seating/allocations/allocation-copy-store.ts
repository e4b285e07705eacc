import type { EventCopy } from "#lib/catalog/copied-rules";
import type { Transaction } from "#lib/platform/db/transaction";
import { appendAllocationLog, setAllocations } from "./allocation-store.ts";

/**
 * Copies the allocations of an event with the seats that were set aside for them, whether they were released since or not: the copy's
 * sale begins as this one did. The copy has no seats yet, so its allocations keep which they get. Answers how many were copied.
 */
export async function copyAllocations(
  tx: Transaction,
  { fromId, toId, layoutHash, moved }: EventCopy,
): Promise<number> {
  const rows = await tx.allocation.findMany({ where: { eventId: fromId } });
  if (rows.length === 0) return 0;
  const painted = await seatsSetAside(tx, fromId);
  await tx.allocation.createMany({
    data: rows.map(({ id, name, kind, reason, owner, releaseAt, releaseScope, ...row }) => ({
      ...{ eventId: toId, id, name, kind, reason, owner, releaseScope, releaseAt: releaseAt && moved(releaseAt) },
      plannedSeatIds: painted.size > 0 ? (painted.get(id) ?? []) : row.plannedSeatIds,
      plannedLayout: painted.size > 0 ? layoutHash : row.plannedLayout,
    })),
  });
  return rows.length;
}

/** The seats of each allocation as people set them aside, by the allocation's id. */
async function seatsSetAside(tx: Transaction, eventId: number): Promise<Map<number, number[]>> {
  const allocationOf = new Map<number, number>();
  const lines = await tx.allocationChange.findMany({ where: { eventId }, orderBy: { id: "asc" } });
  for (const { action, allocationId, seatIds } of lines)
    for (const id of seatIds) {
      if (action === "taken_out") allocationOf.delete(id);
      else allocationOf.set(id, allocationId);
    }
  const where = { eventId, allocationId: { not: null } };
  const seats = await tx.seat.findMany({ where, select: { id: true, allocationId: true } });
  for (const { id, allocationId } of seats) if (allocationId !== null) allocationOf.set(id, allocationId);
  const painted = new Map<number, number[]>();
  for (const [id, allocationId] of [...allocationOf].sort(([a], [b]) => a - b))
    painted.set(allocationId, [...(painted.get(allocationId) ?? []), id]);
  return painted;
}

/** Gives the allocations of a copied event their seats, when it goes on sale: in the same transaction as its seats are written. */
export async function setPlannedSeats(
  tx: Transaction,
  eventId: number,
  { layoutHash }: { layoutHash: string },
): Promise<void> {
  const planned = await tx.allocation.findMany({ where: { eventId, plannedLayout: layoutHash } });
  const pairs = planned.flatMap(({ id, plannedSeatIds }) => plannedSeatIds.map((seat) => [seat, id] as const));
  if (pairs.length === 0) return;
  const set = await setAllocations(tx, eventId, {
    ids: pairs.map(([seat]) => seat),
    allocations: pairs.map(([, allocation]) => allocation),
  });
  const given = new Set(set.map(({ id }) => id));
  await appendAllocationLog(
    tx,
    { eventId, actor: "system" },
    planned.flatMap(({ id: allocationId, name, plannedSeatIds }) => {
      const seatIds = plannedSeatIds.filter((id) => given.has(id));
      return seatIds.length > 0 ? [{ allocationId, name, action: "set_aside", cause: "hand", seatIds }] : [];
    }),
  );
}
