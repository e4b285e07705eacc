import { ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { AllocationHistory, AllocationList } from "./allocation-contract.ts";
import { listAllocationLog, listAllocations, readPaintingRevision } from "./allocation-store.ts";
import { allocationOnWire } from "./allocation-wire.ts";

/** The allocations of an event with their counts and seats, for its staff. */
export async function readAllocations(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; list: AllocationList } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  // Read first: a change between the two reads makes the revision the older one, and saving is refused rather than wrong.
  const revision = await readPaintingRevision(eventId);
  const isDraft = own.row.status === "DRAFT";
  const rows = (await listAllocations(eventId)).map((row) => (isDraft ? asPlanned(row, own.row.layoutHash) : row));
  const seats = rows.filter(({ total }) => total > 0).map(({ id, seatIds }) => ({ allocation: id, seat_ids: seatIds }));
  return { ok: true, list: { painting_revision: revision, allocations: rows.map(allocationOnWire), seats } };
}

/** An allocation of a draft with the seats that it gets at publication. */
function asPlanned<Row extends Awaited<ReturnType<typeof listAllocations>>[number]>(row: Row, layoutHash: string): Row {
  const seatIds = row.plannedLayout === layoutHash ? row.plannedSeatIds : [];
  return { ...row, total: seatIds.length, free: seatIds.length, seatIds };
}

const LIMIT = 20;

/** What became of an event's seats that were set aside, the newest first. */
export async function readAllocationHistory(
  person: Staff,
  eventId: number,
  { page = 1, limit = LIMIT }: { page?: number | undefined; limit?: number | undefined },
): Promise<{ ok: true; history: AllocationHistory } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listAllocationLog(eventId, { page, limit });
  const data = rows.map((row) => ({
    ...{ id: row.id, allocation: row.allocationId, name: row.name, seat_count: row.seatIds.length },
    ...({ action: row.action, cause: row.cause } as Pick<AllocationHistory["data"][number], "action" | "cause">),
    ...{ changed_by: row.changedBy, changed_at: row.changedAt.toISOString() },
  }));
  return { ok: true, history: { data, meta: { total, page, limit } } };
}
