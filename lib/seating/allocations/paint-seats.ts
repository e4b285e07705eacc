import { findPaintingRevision, raisePaintingRevision } from "#lib/catalog/event-fragments";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { changeSale, type SaleChange } from "../access/sale-change-store.ts";
import { type Place, placesOf } from "../layout.ts";
import { announceSeats } from "../live-seats.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import type { PaintingBody } from "./allocation-contract.ts";
import {
  type AllocationLogLine,
  type AllocationRow,
  appendAllocationLog,
  type LockedSeat,
  listAllocationHeads,
  lockSeats,
  type SetSeat,
  setAllocations,
} from "./allocation-store.ts";
import { planSeats } from "./plan-seats.ts";

type PaintRefusal = Refused<
  "not_found" | "forbidden" | "invalid_request" | "painting_changed" | "seats_taken" | "accessible_by_rule"
>;

type Painted = { ok: true; revision: number; changed: number; seats: SetSeat[]; audit: Record<string, unknown> };

/**
 * Sets seats aside for allocations, or puts them on sale to everybody, all of them or none. Only seats that nobody holds and nobody has
 * a ticket for: the refusal names the others. A draft has no seats yet: its allocations get theirs at publication. Once sales have begun, accessible places leave their allocation by its rule alone.
 */
export async function paintSeats(
  person: Staff,
  eventId: number,
  asked: PaintingBody,
): Promise<{ ok: true; revision: number; changed: number } | PaintRefusal> {
  const done = await changeSale(person, eventId, {
    action: "event.set_seats_aside",
    work: (change) => paint(change, asked),
  });
  if (!done.ok) return done;
  tellSeats(eventId, done.seats);
  return { ok: true, revision: done.revision, changed: done.changed };
}

/** Tells every map of seats whose allocation changed. Call it after the commit. */
export function tellSeats(eventId: number, seats: readonly SetSeat[]): void {
  announceSeats(
    eventId,
    seats.map(({ id, state, version, isSetAside }) => [id, state, version, isSetAside] as const),
  );
}

async function paint(change: SaleChange, asked: PaintingBody): Promise<Painted | PaintRefusal> {
  const { tx, eventId, row } = change;
  const revision = await findPaintingRevision(tx, eventId);
  if (revision !== asked.revision) return refuse("painting_changed", { painting_revision: revision });
  const allocations = await listAllocationHeads(tx, eventId);
  if (row.status === "DRAFT")
    return planSeats(change, { asked, allocations, layout: await findLayout(row.layoutHash) });
  const wanted = wantedOf(asked);
  const locked = await lockSeats(tx, eventId, [...wanted.keys()]);
  const wrong = problemsOf(asked, { allocations, locked });
  if (wrong) return wrong;
  const moving = locked.filter(({ id, allocationId }) => allocationId !== wanted.get(id));
  const had = moving.filter(({ isHad }) => isHad);
  if (had.length > 0) return refuse("seats_taken", await named(row.layoutHash, had));
  const fixed = row.salesStartAt <= change.now ? accessibleLosing(moving, { allocations, wanted }) : undefined;
  if (fixed) return refuse("accessible_by_rule", { allocation: fixed.name });
  const ids = moving.map(({ id }) => id);
  const seats = await setAllocations(tx, eventId, { ids, allocations: ids.map((id) => wanted.get(id) ?? null) });
  await appendAllocationLog(tx, change, linesOf(moving, { allocations, wanted }));
  await appendFact(tx, { type: "event.seats_set_aside", eventId, subject: "event" });
  const painted = { ok: true, changed: seats.length, seats, audit: { seats: ids.length } } as const;
  return { ...painted, revision: await raisePaintingRevision(tx, eventId) };
}

const wantedOf = ({ changes }: PaintingBody) =>
  new Map(changes.flatMap(({ seat_ids, allocation }) => seat_ids.map((id) => [id, allocation] as const)));

function problemsOf(
  { changes }: PaintingBody,
  { allocations, locked }: { allocations: readonly AllocationRow[]; locked: readonly LockedSeat[] },
): Refused<"invalid_request"> | undefined {
  const there = new Set(locked.filter(({ removed }) => !removed).map(({ id }) => id));
  const seen = new Set<number>();
  const fields = changes.flatMap(({ seat_ids, allocation }, i) => {
    const found: { path: string; message: string }[] = [];
    if (allocation !== null && !allocations.some(({ id }) => id === allocation))
      found.push({ path: `changes.${i}.allocation`, message: "is no allocation of this event" });
    const unknown = seat_ids.filter((id) => !there.has(id)).slice(0, 5);
    if (unknown.length > 0)
      found.push({ path: `changes.${i}.seat_ids`, message: `there is no seat ${unknown.join(", ")} in this event` });
    const twice = seat_ids.filter((id) => seen.has(id) || !seen.add(id)).slice(0, 5);
    if (twice.length > 0)
      found.push({ path: `changes.${i}.seat_ids`, message: `names seat ${twice.join(", ")} twice` });
    return found;
  });
  return fields.length > 0 ? refuse("invalid_request", { fields }) : undefined;
}

type Move = { allocations: readonly AllocationRow[]; wanted: ReadonlyMap<number, number | null> };

/** The allocation of accessible places that would lose seats to something else than accessible places. */
function accessibleLosing(moving: readonly LockedSeat[], { allocations, wanted }: Move): AllocationRow | undefined {
  const accessible = new Map(allocations.filter(({ kind }) => kind === "ACCESSIBLE").map((each) => [each.id, each]));
  const losing = moving.find(
    ({ id, allocationId }) => accessible.has(allocationId ?? 0) && !accessible.has(wanted.get(id) ?? 0),
  );
  return losing && accessible.get(losing.allocationId ?? 0);
}

function linesOf(moving: readonly LockedSeat[], { allocations, wanted }: Move): AllocationLogLine[] {
  return allocations.flatMap(({ id: allocationId, name }) => {
    const idsOf = (seats: readonly LockedSeat[]) => seats.map(({ id }) => id);
    const out = idsOf(moving.filter((seat) => seat.allocationId === allocationId));
    const set = idsOf(moving.filter(({ id }) => wanted.get(id) === allocationId));
    const line = (action: AllocationLogLine["action"], seatIds: number[]) =>
      seatIds.length > 0 ? [{ allocationId, name, action, cause: "hand" as const, seatIds }] : [];
    return [...line("taken_out", out), ...line("set_aside", set)];
  });
}

/** So many seats are named; the count is of all. */
const NAMED_MAX = 200;

async function named(layoutHash: string, seats: readonly LockedSeat[]) {
  const layout = await findLayout(layoutHash);
  const places = new Map<number, Place>(layout ? placesOf(layout).map((place) => [place.id, place]) : []);
  return {
    count: seats.length,
    seats: seats.slice(0, NAMED_MAX).map(({ id, isSold }) => {
      const place = places.get(id);
      const section = layout?.sections[place?.section ?? -1]?.name ?? "";
      const reason: "sold" | "held" = isSold ? "sold" : "held";
      return { seat_id: id, section, row: place?.row ?? "", number: place?.number ?? "", reason };
    }),
  };
}
