import { differenceOnWire } from "#lib/seating/drafts/difference-wire";
import type { HallChangeWire } from "#lib/seating/hall-change/hall-change-contract";
import type { JudgedHall } from "./hall-claim-store.ts";

const SEATS_SHOWN_MAX = 1_000;

/** A judged change as the API answers it: the first thousand of each list, and how many there are. */
export function hallChangeOnWire({
  difference,
  plan,
  levels,
  orders,
  layoutHash,
  isApplied,
  worseTaken,
  returnDays,
}: JudgedHall): HallChangeWire {
  const levelNames = new Map(levels.map(({ id, name }) => [id, name]));
  const shown = plan.repriced.slice(0, SEATS_SHOWN_MAX);
  const ids = new Set(shown.map(({ id }) => id));
  const names = new Map(difference.kept.filter(({ id }) => ids.has(id)).map((seat) => [seat.id, seat]));
  return {
    applied: isApplied,
    layout_hash: layoutHash,
    difference: differenceOnWire(difference),
    repriced: shown.map(({ id, before, after }) => {
      const { section = "", row = "", number = "", isTable = false } = names.get(id) ?? {};
      const nameOf = (level: number) => levelNames.get(level) ?? "";
      return { seat_id: id, section, row, number, at_table: isTable, before: nameOf(before), after: nameOf(after) };
    }),
    repriced_count: plan.repriced.length,
    orphaned: plan.orphaned.slice(0, SEATS_SHOWN_MAX).map(({ id, section, row, number, isTable, ...seat }) => ({
      ...{ seat_id: id, section, row, number, at_table: isTable, reason: seat.reason },
      order_number: orders.get(seat.reservationId ?? "") ?? null,
    })),
    orphaned_count: plan.orphaned.length,
    unpriced_categories: [...plan.unpriced],
    ...{ worse_count: worseTaken, return_days: returnDays },
  };
}
