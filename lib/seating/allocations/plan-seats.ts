import { raisePaintingRevision } from "#lib/catalog/event-fragments";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import type { SaleChange } from "../access/sale-change-store.ts";
import type { Layout } from "../layout.ts";
import { refuse } from "../refusals.ts";
import { seatIdsOf } from "../seat-ids.ts";
import type { PaintingBody } from "./allocation-contract.ts";
import { type AllocationRow, setPlanned } from "./allocation-store.ts";

type Planning = { asked: PaintingBody; allocations: readonly AllocationRow[]; layout: Layout | undefined };
type Planned = { ok: true; revision: number; changed: number; seats: []; audit: Record<string, unknown> };

/** Notes which seats the allocations of a draft get at publication (`setPlannedSeats`). All changes or none; unknown seats are refused. */
export async function planSeats(
  { tx, eventId, row }: SaleChange,
  { asked, allocations, layout }: Planning,
): Promise<Planned | Refused<"invalid_request">> {
  invariant(layout, "an event's layout is stored");
  const wrong = problemsOf(asked, { allocations, layout });
  if (wrong.length > 0) return refuse("invalid_request", { fields: wrong });
  const wanted = new Map(asked.changes.flatMap(({ seat_ids, allocation }) => seat_ids.map((id) => [id, allocation])));
  const planned = ({ plannedLayout, plannedSeatIds }: AllocationRow) =>
    plannedLayout === row.layoutHash ? plannedSeatIds : [];
  const now = new Map(allocations.flatMap((each) => planned(each).map((seat) => [seat, each.id] as const)));
  const changed = [...wanted].filter(([seat, to]) => (now.get(seat) ?? null) !== to).length;
  for (const each of allocations) {
    const stay = planned(each).filter((seat) => !wanted.has(seat));
    const added = [...wanted].flatMap(([seat, to]) => (to === each.id ? [seat] : []));
    const seatIds = [...stay, ...added].sort((a, b) => a - b);
    await setPlanned(tx, { eventId, id: each.id }, { layoutHash: row.layoutHash, seatIds });
  }
  const audit = { seats: wanted.size };
  return { ok: true, changed, seats: [], audit, revision: await raisePaintingRevision(tx, eventId) };
}

function problemsOf(
  { changes }: PaintingBody,
  { allocations, layout }: { allocations: readonly AllocationRow[]; layout: Layout },
): { path: string; message: string }[] {
  const { positionOf } = seatIdsOf(layout);
  const seen = new Set<number>();
  return changes.flatMap(({ seat_ids, allocation }, i) => {
    const unknown = seat_ids.filter((id) => positionOf(id) === 0).slice(0, 5);
    const twice = seat_ids.filter((id) => seen.has(id) || !seen.add(id)).slice(0, 5);
    const isThere = allocation === null || allocations.some(({ id }) => id === allocation);
    const seats = `changes.${i}.seat_ids`;
    return [
      ...(isThere ? [] : [{ path: `changes.${i}.allocation`, message: "is no allocation of this event" }]),
      ...(unknown.length > 0 ? [{ path: seats, message: `there is no seat ${unknown.join(", ")} in this event` }] : []),
      ...(twice.length > 0 ? [{ path: seats, message: `names seat ${twice.join(", ")} twice` }] : []),
    ];
  });
}
