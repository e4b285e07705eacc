import { type DrawnSeat, seatsOfPlan } from "#lib/seating/plan/drawn-seats";
import type { HallPlan } from "#lib/seating/plan/plan";
import { removedSeats } from "#lib/seating/plan/removed-seats";

const known = new WeakMap<HallPlan["sections"], ReadonlyMap<string, DrawnSeat>>();

/** The seats of a plan by their keys, the removed ones too; kept as long as its sections stay. */
export function seatsByKey({ sections }: Pick<HallPlan, "sections">): ReadonlyMap<string, DrawnSeat> {
  const kept = known.get(sections);
  if (kept !== undefined) return kept;
  const map = new Map([...seatsOfPlan({ sections }), ...removedSeats({ sections })].map((seat) => [seat.key, seat]));
  known.set(sections, map);
  return map;
}
