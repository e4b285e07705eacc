import type { Layout } from "../layout.ts";
import { carryToHall } from "../painting/carry-painting.ts";
import type { Painting, Selling } from "../painting/level-of-seats.ts";
import { type SeatRows, seatRowsOf } from "../seat-rows.ts";
import type { HallDifference, HallSeat } from "./compare-halls.ts";

/** A row of `seats` behind its lock. A hold past its time counts as free. */
export type SeatNow = {
  readonly id: number;
  readonly status: "AVAILABLE" | "HELD" | "BOOKED" | "BLOCKED";
  readonly isFree: boolean;
  readonly priceLevelId: number;
  readonly kind: string;
  readonly reservationId: string | null;
};

type Level = { readonly id: number; readonly layoutCategories: readonly number[] };

export type OrphanedSeat = HallSeat & { readonly reason: "sold" | "held"; readonly reservationId: string | null };

export type HallWrites = {
  readonly layout: Layout;
  readonly added: SeatRows;
  readonly removed: readonly number[];
  /** Seats that stay with another price level, kind or state. */
  readonly changed: SeatRows;
  readonly levels: readonly { readonly id: number; readonly layoutCategories: number[] }[];
  readonly painting: Painting;
};

export type HallChangePlan = {
  /** Seats that have another price level than before. */
  readonly repriced: readonly { readonly id: number; readonly before: number; readonly after: number }[];
  /** Removed seats that people hold or have tickets for. */
  readonly orphaned: readonly OrphanedSeat[];
  /** Categories for sale that no price level sells yet. */
  readonly unpriced: readonly string[];
  /** What to write; undefined while a seat would be orphaned or a category has no price. */
  readonly writes: HallWrites | undefined;
};

type SoldNow = {
  readonly seats: readonly SeatNow[];
  readonly levels: readonly Level[];
  readonly named: ReadonlyMap<string, number>;
  readonly painting: Painting;
};

/**
 * Decides a change of an event's hall. Seats that stay keep their state whatever it is, and a seat goes only when it is free or
 * blocked (INV-1: a live ticket never loses its seat). A category keeps the price level of its name; `named` gives others their level,
 * by the category's name. Pure.
 */
export function planHallChange(
  { from, difference }: { from: Layout; difference: HallDifference },
  { seats, levels, named, painting }: SoldNow,
): HallChangePlan {
  const { layout } = difference;
  const now = new Map(seats.map((seat) => [seat.id, seat]));
  const orphaned = difference.removed.flatMap((seat): OrphanedSeat[] => {
    const row = now.get(seat.id);
    if (!row || row.isFree || row.status === "BLOCKED") return [];
    return [{ ...seat, reason: row.status === "BOOKED" ? "sold" : "held", reservationId: row.reservationId }];
  });
  const priced = priceCategories({ from, layout, levels, named });
  if (priced.unpriced.length > 0) return { repriced: [], orphaned, unpriced: priced.unpriced, writes: undefined };
  const carried = carryToHall(painting, { from, to: layout, before: levels, after: priced.levels });
  const wanted = seatRowsOf(layout, { levels: priced.levels, painting: carried });
  const unsoldBefore = unsoldIn(from, { levels, painting });
  const added = pick(wanted, (id) => !now.has(id));
  const settled = settleStates(wanted, { now, unsoldBefore });
  const changed = pick(settled, (id, i) => {
    const row = now.get(id);
    return row !== undefined && isOther(row, settled, i);
  });
  const repriced = wanted.ids.flatMap((id, i) => {
    const [before, after] = [now.get(id)?.priceLevelId, wanted.priceLevelIds[i]];
    return before === undefined || after === undefined || before === after ? [] : [{ id, before, after }];
  });
  const removed = difference.removed.map(({ id }) => id);
  const writes = { layout, added, removed, changed, levels: priced.levels, painting: carried };
  return { repriced, orphaned, unpriced: [], writes: orphaned.length > 0 ? undefined : writes };
}

type Pricing = {
  from: Layout;
  layout: Layout;
  levels: readonly Level[];
  named: ReadonlyMap<string, number>;
};

function priceCategories({ from, layout, levels, named }: Pricing) {
  const before = new Map<string, number>();
  for (const { id, layoutCategories } of levels)
    for (const category of layoutCategories) before.set(from.categories[category]?.name ?? "", id);
  const levelIds = layout.categories.map(({ name }) => named.get(name) ?? before.get(name));
  const unpriced = layout.categories.filter(({ sold }, i) => sold !== false && levelIds[i] === undefined);
  return {
    unpriced: unpriced.map(({ name }) => name),
    levels: levels.map(({ id }) => ({ id, layoutCategories: levelIds.flatMap((own, i) => (own === id ? [i] : [])) })),
  };
}

/** Seats that the hall did not give out until now; others that are blocked are the organizer's and stay so. */
function unsoldIn(layout: Layout, selling: Selling): ReadonlySet<number> {
  const { ids, statuses } = seatRowsOf(layout, selling);
  return new Set(ids.filter((_, i) => statuses[i] === "BLOCKED"));
}

function settleStates(
  wanted: SeatRows,
  { now, unsoldBefore }: { now: ReadonlyMap<number, SeatNow>; unsoldBefore: ReadonlySet<number> },
): SeatRows {
  const statuses = wanted.statuses.map((status, i) => {
    const row = now.get(wanted.ids[i] ?? 0);
    const mayOpen = row?.status !== "BLOCKED" || unsoldBefore.has(row.id);
    return status === "AVAILABLE" && !mayOpen ? "BLOCKED" : status;
  });
  return { ...wanted, statuses };
}

/** Held and sold seats keep their state; only a free one is blocked, only a blocked one opens. */
function isOther(row: SeatNow, rows: SeatRows, i: number): boolean {
  const opens = row.status === "BLOCKED" && rows.statuses[i] === "AVAILABLE";
  const closes = row.isFree && rows.statuses[i] === "BLOCKED";
  return row.priceLevelId !== rows.priceLevelIds[i] || row.kind !== rows.kinds[i] || opens || closes;
}

function pick(rows: SeatRows, wants: (id: number, i: number) => boolean): SeatRows {
  const at = rows.ids.flatMap((id, i) => (wants(id, i) ? [i] : []));
  const from = <T>(column: readonly T[]) => at.flatMap((i) => column.slice(i, i + 1));
  return {
    ids: from(rows.ids),
    priceLevelIds: from(rows.priceLevelIds),
    kinds: from(rows.kinds),
    statuses: from(rows.statuses),
  };
}
