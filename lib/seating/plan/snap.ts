import type { Box } from "../geometry.ts";
import type { Point } from "../layout.ts";

export type Snapped = {
  /** The shift with its snaps. */
  readonly by: Point;
  /** Where the thing snapped to: an upright and a level line to draw. */
  readonly guides: { readonly x?: number; readonly y?: number };
};

/**
 * A drag's shift, snapped: edges and middles of the dragged box go to edges and middles of the other boxes that are at most `reach`
 * away, each axis alone and the nearest first; without one, to multiples of `grid` (0 for none).
 */
export function snapMove(
  dragged: Box,
  others: readonly Box[],
  { by, reach, grid }: { readonly by: Point; readonly reach: number; readonly grid: number },
): Snapped {
  const x = snapAxis(linesX(dragged), others.flatMap(linesX), { by: by[0], reach, grid });
  const y = snapAxis(linesY(dragged), others.flatMap(linesY), { by: by[1], reach, grid });
  return {
    by: [x.by, y.by],
    guides: { ...(x.guide === undefined ? {} : { x: x.guide }), ...(y.guide === undefined ? {} : { y: y.guide }) },
  };
}

/** An angle in degrees, snapped to multiples of 15 where it is at most `reach` away. */
export function snapAngle(degrees: number, reach: number): number {
  const near = Math.round(degrees / 15) * 15;
  return Math.abs(near - degrees) <= reach ? near : degrees;
}

const linesX = ({ minX, maxX }: Box) => [minX, (minX + maxX) / 2, maxX];
const linesY = ({ minY, maxY }: Box) => [minY, (minY + maxY) / 2, maxY];

type Axis = { readonly by: number; readonly reach: number; readonly grid: number };

function snapAxis(
  own: readonly number[],
  lines: readonly number[],
  { by, reach, grid }: Axis,
): { by: number; guide?: number } {
  let [best, guide]: [number, number | undefined] = [reach, undefined];
  let shift = by;
  for (const line of lines) {
    for (const edge of own) {
      const distance = Math.abs(line - edge - by);
      if (distance > best || (distance === best && guide !== undefined)) continue;
      [best, guide] = [distance, line];
      shift = line - edge;
    }
  }
  if (guide !== undefined) return { by: shift, guide };
  const first = own[0] ?? 0;
  return { by: grid > 0 ? Math.round((first + by) / grid) * grid - first : by };
}
