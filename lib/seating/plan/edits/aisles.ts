import type { Point } from "../../layout.ts";
import { type DrawnRow, expandPart } from "../expand-part.ts";
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
    for (const row of expandPart(part).rows)
      for (let i = 1; i < row.x.length; i++) {
        const distance = distanceTo(row, i, at);
        if (distance > least) continue;
        const spot = spotBefore(part, row, i);
        if (spot !== undefined) [best, least] = [spot, distance];
      }
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

/** From a point to the line between seat i of a row and the one before it. */
function distanceTo({ x, y }: DrawnRow, i: number, [px, py]: Point): number {
  const [x0, y0, x1, y1] = [x[i - 1] ?? 0, y[i - 1] ?? 0, x[i] ?? 0, y[i] ?? 0];
  const square = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1;
  const part = Math.max(0, Math.min(1, ((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / square));
  return Math.hypot(px - x0 - part * (x1 - x0), py - y0 - part * (y1 - y0));
}

/** The gap before seat i of a row; undefined where a seat was removed between them, for there is no single place for an aisle. */
function spotBefore(block: RowBlock, { x, y, places }: DrawnRow, i: number): AisleSpot | undefined {
  const [after, seat] = [places[i - 1] ?? "", places[i] ?? ""].map((place) =>
    Number(place.slice(place.indexOf(":") + 1)),
  );
  if (after === undefined || seat !== after + 1) return undefined;
  const [x0, y0, x1, y1] = [x[i - 1] ?? 0, y[i - 1] ?? 0, x[i] ?? 0, y[i] ?? 0];
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const width = block.aisles.filter((aisle) => aisle.after === after).reduce((sum, aisle) => sum + aisle.width, 0);
  const along: Point = [(x1 - x0) / length, (y1 - y0) / length];
  return { block: block.id, after, width, at: [(x0 + x1) / 2, (y0 + y1) / 2], along };
}
