import type { Point } from "../../layout.ts";
import { expandPart } from "../expand-part.ts";
import type { HallPlan, RowBlock } from "../plan.ts";
import { changePart } from "./objects.ts";

/** The gap between two neighbouring seats of a block. */
export type AisleSpot = {
  readonly block: string;
  /** Index of the seat that it comes after. */
  readonly after: number;
  /** Units more than the pitch; 0 where there is no aisle yet. */
  readonly width: number;
  /** Its middle in the row that was pointed at, and the direction of that row from left to right. */
  readonly at: Point;
  readonly along: Point;
};

/** The gap nearest to a point, between the two seats of a row that the point lies between; undefined where `reach` units find none. */
export function findAisleSpot(
  { sections }: Pick<HallPlan, "sections">,
  at: Point,
  reach: number,
): AisleSpot | undefined {
  let [best, least]: [AisleSpot | undefined, number] = [undefined, reach];
  for (const part of sections.flatMap(({ parts }) => parts)) {
    if (part.kind !== "rows") continue;
    for (const { spot, distance } of gapsOf(part, at)) if (distance <= least) [best, least] = [spot, distance];
  }
  return best;
}

/** The plan with an aisle of this width at the spot; 0 takes it away. */
export function setAisle(
  plan: HallPlan,
  { block, after }: Pick<AisleSpot, "block" | "after">,
  width: number,
): HallPlan {
  return changePart(plan, block, (part) => {
    if (part.kind !== "rows") return part;
    const others = part.aisles.filter((aisle) => aisle.after !== after);
    if (width <= 0) return others.length === part.aisles.length ? part : { ...part, aisles: others };
    const aisles = [...others, { after, width }].sort((a, b) => a.after - b.after);
    return { ...part, aisles };
  });
}

/** The gaps of a block with their distances from a point: from the line between both seats. */
function gapsOf(block: RowBlock, [px, py]: Point): { spot: AisleSpot; distance: number }[] {
  return expandPart(block).rows.flatMap(({ x, y, places }) => {
    const seats = places.map((place) => Number(place.slice(place.indexOf(":") + 1)));
    return seats.slice(1).flatMap((seat, i) => {
      const after = seats[i] ?? 0;
      // Between them a seat was removed: the gap is no single place for an aisle.
      if (seat !== after + 1) return [];
      const [x0, y0, x1, y1] = [x[i] ?? 0, y[i] ?? 0, x[i + 1] ?? 0, y[i + 1] ?? 0];
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      const along: Point = [(x1 - x0) / length, (y1 - y0) / length];
      const way = Math.max(0, Math.min(length, (px - x0) * along[0] + (py - y0) * along[1]));
      const distance = Math.hypot(px - x0 - way * along[0], py - y0 - way * along[1]);
      const width = block.aisles.filter((aisle) => aisle.after === after).reduce((sum, aisle) => sum + aisle.width, 0);
      return [
        { spot: { block: block.id, after, width, at: [(x0 + x1) / 2, (y0 + y1) / 2] as Point, along }, distance },
      ];
    });
  });
}
