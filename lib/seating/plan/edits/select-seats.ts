import { polygonContains } from "../../geometry.ts";
import type { SeatKind } from "../../layout.ts";
import { type DrawnSeat, seatsOfPlan } from "../drawn-seats.ts";
import type { HallPlan } from "../plan.ts";

/** Which seats are meant, in words of the field. Every field that is given must hold. */
export type SeatRule = {
  /** Ids of sections and parts. */
  readonly section?: string;
  readonly part?: string;
  /** Row label and seat number. */
  readonly row?: string;
  readonly number?: string;
  /** Id of a category, or null for seats without one. */
  readonly category?: string | null;
  readonly kind?: SeatKind;
  /** A flat polygon drawn around seats. */
  readonly lasso?: readonly number[];
};

/** Keys of the seats that a rule means, in the order of the layout: "all of row C" is `{ row: "C" }`. */
export function selectSeats(plan: HallPlan, rule: SeatRule): string[] {
  const { lasso, ...fields } = rule;
  const asked = Object.entries(fields) as [keyof typeof fields, unknown][];
  const isMeant = (seat: DrawnSeat) =>
    asked.every(([field, value]) => seat[field] === value) &&
    (lasso === undefined || polygonContains(lasso, seat.x, seat.y));
  return seatsOfPlan(plan)
    .filter(isMeant)
    .map(({ key }) => key);
}
