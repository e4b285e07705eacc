import { type Layout, placesOf } from "../layout.ts";
import { type ComparedPlace, comparePlaces, type PlaceDifference } from "../plan/compare-plans.ts";
import type { HallPlan } from "../plan/plan.ts";
import { planOfLayout } from "../plan/plan-of-layout.ts";
import { seatKeys } from "../plan/seat-keys.ts";
import { foldIds, seatIdsOf } from "../seat-ids.ts";

/** A layout and the plan it was drawn as; without one its seats are known by their labels or by its rows. */
export type DrawnHall = { readonly layout: Layout; readonly plan: HallPlan | undefined };

/** A seat with its id in the event. */
export type HallSeat = ComparedPlace & { readonly id: number };

export type HallDifference = PlaceDifference<HallSeat> & {
  /** The new hall with the ids of the event's seats. */
  readonly layout: Layout;
  /** The seats that stay, as they are afterwards. */
  readonly kept: readonly HallSeat[];
};

/**
 * What another version of its hall changes for an event, seat by seat. Kept seats have their ids; added ones get ids after
 * `highestId`, in the order of the document. `from` is the layout that the event sells now, with its ids, and the plan of the version
 * it came from. Pure, linear in the seats.
 */
export function compareHalls(from: DrawnHall, to: DrawnHall, highestId: number): HallDifference {
  const [oldKeys, newKeys] = keysOf(from, to);
  const before = seatsOf(from.layout, oldKeys);
  const kept = new Map(before.map(({ key, id }) => [key, id]));
  let next = highestId;
  const ids = newKeys.map((key) => kept.get(key) ?? ++next);
  const layout = withIds(to.layout, ids);
  const after = seatsOf(layout, newKeys);
  return { ...comparePlaces(before, after, from.layout.pitch), layout, kept: after.filter(({ key }) => kept.has(key)) };
}

/** Keys by position. Two halls that were never drawn have nothing in common but the labels of their seats. */
function keysOf(from: DrawnHall, to: DrawnHall): [string[], string[]] {
  if (from.plan === undefined && to.plan === undefined) return [labelKeys(from.layout), labelKeys(to.layout)];
  return [seatKeys(from.plan ?? planOfLayout(from.layout)), seatKeys(to.plan ?? planOfLayout(to.layout))];
}

function labelKeys(layout: Layout): string[] {
  return placesOf(layout).map(({ section, row, number }) =>
    JSON.stringify([layout.sections[section]?.name, row, number]),
  );
}

function withIds({ companions, seatIds: _own, ...layout }: Layout, ids: readonly number[]): Layout {
  const seatIds = foldIds(ids);
  const at = (id: number) => ids[id - 1] ?? 0;
  return {
    ...layout,
    ...(companions && { companions: companions.map(([companion, wheelchair]) => [at(companion), at(wheelchair)]) }),
    ...(seatIds && { seatIds }),
  };
}

function seatsOf(layout: Layout, keys: readonly string[]): HallSeat[] {
  const { sections, categories } = layout;
  const { idAt } = seatIdsOf(layout);
  return placesOf(layout).map(({ section, row, number, category, kind, x, y }, i) => {
    const own = sections[section];
    return {
      ...{ id: idAt(i + 1), key: keys[i] ?? "", section: own?.name ?? "", entrance: own?.entrance ?? "" },
      ...{ row, number, kind, isTable: own?.kind === "tables", category: categories[category]?.name ?? "" },
      ...(own?.kind === "standing" ? {} : { at: [x, y] as const }),
    };
  });
}
