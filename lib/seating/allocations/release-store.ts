import { appendAudit } from "#lib/audit/append-audit";
import { isSelling, lockEvent, nextUpdate, raisePaintingRevision, touchSale } from "#lib/catalog/event-fragments";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { type Layout, placesOf } from "../layout.ts";
import {
  type AllocationLogLine,
  appendAllocationLog,
  listAllocationHeads,
  lockSeats,
  type SetSeat,
  setAllocations,
} from "./allocation-store.ts";
import { type ReleaseSeat, soldOutReleases } from "./release-rules.ts";

type Releasing = { eventId: number; actor: string; cause: AllocationLogLine["cause"] };

/**
 * Puts seats of allocations on sale to everybody, behind the event's lock: those that nobody has, and those that are held, whose
 * buyers pay for them as before. Sold ones stay counted. Logged, and known to the read models by a fact.
 */
export async function releaseSeats(
  tx: Transaction,
  { eventId, actor, cause }: Releasing,
  due: readonly { allocationId: number; seatIds: readonly number[] }[],
): Promise<SetSeat[]> {
  const locked = await lockSeats(
    tx,
    eventId,
    due.flatMap(({ seatIds }) => [...seatIds]),
  );
  const still = new Map(locked.filter(({ isSold }) => !isSold).map(({ id, allocationId }) => [id, allocationId]));
  const names = new Map((await listAllocationHeads(tx, eventId)).map(({ id, name }) => [id, name]));
  const lines = due.flatMap(({ allocationId, seatIds }): AllocationLogLine[] => {
    const own = seatIds.filter((id) => still.get(id) === allocationId);
    const name = names.get(allocationId) ?? "";
    return own.length > 0 ? [{ allocationId, name, action: "released", cause, seatIds: own }] : [];
  });
  const ids = lines.flatMap(({ seatIds }) => seatIds);
  if (ids.length === 0) return [];
  const seats = await setAllocations(tx, eventId, { ids, allocations: ids.map(() => null) });
  await appendAllocationLog(tx, { eventId, actor }, lines);
  await appendFact(tx, { type: "event.seats_set_aside", eventId, subject: "event" });
  await raisePaintingRevision(tx, eventId);
  return seats;
}

/** Events whose allocations may be due: their time has come, or a rule watches the sale. */
export async function listEventsToRelease(): Promise<number[]> {
  const rows = await globalDb().$queryRawUnsafe<{ event_id: number }[]>(`
    SELECT DISTINCT a.event_id FROM allocations a
    WHERE (a.release_at <= now() OR a.release_scope IS NOT NULL)
      AND ${isSelling("a.event_id")}
      AND EXISTS (SELECT FROM seats s WHERE s.event_id = a.event_id AND s.allocation_id = a.id AND s.status <> 'BOOKED')
    ORDER BY 1`);
  return rows.map((row) => row.event_id);
}

/** Releases what is due of one event. A seat that comes back to a released allocation is released again. */
export async function claimDueReleases(
  eventId: number,
  layoutOf: (hash: string) => Promise<Layout | undefined>,
): Promise<SetSeat[]> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    const found = await findOrganizerEvent(eventId, tx);
    if (!now || found?.row.status !== "PUBLISHED") return [];
    const allocations = await listAllocationHeads(tx, eventId);
    const seats = await listReleaseSeats(tx, { eventId, layout: await layoutOf(found.row.layoutHash) });
    const timed = allocations
      .filter(({ releaseAt }) => releaseAt !== null && releaseAt <= now)
      .map(({ id }) => ({
        allocationId: id,
        seatIds: seats.filter((seat) => seat.allocationId === id).map((seat) => seat.id),
      }));
    const byTime = await releaseSeats(tx, { eventId, actor: "system", cause: "time" }, timed);
    const bySale = await releaseSeats(
      tx,
      { eventId, actor: "system", cause: "sold_out" },
      soldOutReleases(allocations, seats),
    );
    const released = [...byTime, ...bySale];
    if (released.length === 0) return [];
    await touchSale(tx, { eventId, updatedAt: nextUpdate(now, found.row) });
    await appendAudit(tx, {
      ...{ actor: "system", action: "event.release_seats", subject: String(eventId), outcome: "ok", eventId },
      ...{ organizationId: found.row.organizationId, detail: { by_time: byTime.length, by_sale: bySale.length } },
    });
    return released;
  });
}

export async function listSeatIdsOf(tx: Transaction, key: { eventId: number; id: number }): Promise<number[]> {
  const rows = await tx.seat.findMany({ where: { eventId: key.eventId, allocationId: key.id }, select: { id: true } });
  return rows.map(({ id }) => id);
}

async function listReleaseSeats(
  tx: Transaction,
  { eventId, layout }: { eventId: number; layout: Layout | undefined },
): Promise<ReleaseSeat[]> {
  const sections = new Map((layout ? placesOf(layout) : []).map(({ id, section }) => [id, section]));
  const rows = await tx.$queryRaw<Omit<ReleaseSeat, "section">[]>`
    SELECT s.id, s.price_level_id::int AS "levelId", s.allocation_id::int AS "allocationId", s.status IN ('BOOKED', 'BLOCKED') AS "isGone"
    FROM seats s WHERE s.event_id = ${eventId}::int ORDER BY s.id`;
  return rows.map((row) => ({ ...row, section: sections.get(row.id) ?? -1 }));
}
