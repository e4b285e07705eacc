import { type Box, polygonContains } from "../geometry.ts";
import type { Point } from "../layout.ts";
import { boxOfDecor, boxOfPart, type DrawnSeat, seatsOfPlan } from "./drawn-seats.ts";
import { outlineOf } from "./expand-section.ts";
import type { HallPlan } from "./plan.ts";
import { type SeatGrid, seatGrid } from "./seat-grid.ts";

/** What lies under a pointer, the smallest thing first. */
export type Hit = {
  readonly seat?: DrawnSeat;
  /** Id of a drawing. */
  readonly decor?: string;
  /** Id of a section. */
  readonly section?: string;
};

const grids = new WeakMap<HallPlan["sections"], SeatGrid>();

/**
 * The seat within `reach` of a point, else the drawing or section around it. The index of the seats is built at the first
 * question about a plan and kept as long as its sections stay.
 */
export function hitAt(plan: HallPlan, [x, y]: Point, reach: number): Hit {
  const seat = gridOf(plan).nearest(x, y, reach);
  if (seat !== undefined) return { seat, section: seat.section };
  const decor = plan.decor.findLast((item) =>
    "outline" in item ? polygonContains(item.outline, x, y) : holds(boxOfDecor(item), x, y),
  );
  if (decor !== undefined) return { decor: decor.id };
  const section = plan.sections.findLast((one) => polygonContains(outlineOf(one, plan.pitch), x, y));
  return section === undefined ? {} : { section: section.id };
}

/** Ids of the parts and drawings that lie wholly in a box: what a rubber band selects. */
export function objectsInBox(plan: HallPlan, band: Box): string[] {
  const isIn = (box: Box | undefined) =>
    box !== undefined && holds(band, box.minX, box.minY) && holds(band, box.maxX, box.maxY);
  return [
    ...plan.sections.flatMap(({ parts }) => parts.filter((part) => isIn(boxOfPart(part)))),
    ...plan.decor.filter((item) => isIn(boxOfDecor(item))),
  ].map(({ id }) => id);
}

function gridOf({ sections, pitch }: HallPlan): SeatGrid {
  const known = grids.get(sections);
  if (known !== undefined) return known;
  const grid = seatGrid(seatsOfPlan({ sections }), 2 * pitch);
  grids.set(sections, grid);
  return grid;
}

function holds({ minX, minY, maxX, maxY }: Box, x: number, y: number): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}
