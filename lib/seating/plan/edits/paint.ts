import type { Point } from "../../layout.ts";
import { seatsOfPlan } from "../drawn-seats.ts";
import type { HallPlan } from "../plan.ts";
import { changeSeats } from "./seats.ts";

/** What a brush puts on seats; a quality of 0 and a missing category go back to what the plan says without it. */
export type Paint =
  | { readonly paints: "category"; readonly category: string | undefined }
  | { readonly paints: "quality"; readonly quality: number };

/** How far a brush reaches around its middle in units, and whether it takes the whole rows of the seats that it touches. */
export type Brush = { readonly radius: number; readonly takes: "seats" | "rows" };

/** Keys of the seats that a brush at a point paints. */
export function seatsUnderBrush(plan: Pick<HallPlan, "sections">, [x, y]: Point, { radius, takes }: Brush): string[] {
  const seats = seatsOfPlan(plan);
  const touched = seats.filter((seat) => (seat.x - x) ** 2 + (seat.y - y) ** 2 <= radius ** 2);
  if (takes === "seats") return touched.map(({ key }) => key);
  const rowOf = ({ part, row }: { part: string; row: string }) => `${part} ${row}`;
  const rows = new Set(touched.map(rowOf));
  return seats.filter((seat) => rows.has(rowOf(seat))).map(({ key }) => key);
}

/** The plan with paint on these seats. */
export function paintSeats(plan: HallPlan, keys: Iterable<string>, paint: Paint): HallPlan {
  if (paint.paints === "category") return changeSeats(plan, keys, { category: paint.category });
  return changeSeats(plan, keys, { quality: paint.quality === 0 ? undefined : paint.quality });
}
