import type { Point } from "../layout.ts";
import type { Aisle, RowBlock } from "./plan.ts";

/** One row of a block before exceptions: its index, how many seats it has, the index of its first, its shift in pitches. */
export type GridRow = {
  readonly index: number;
  readonly count: number;
  readonly first: number;
  readonly offset: number;
};

/** The rows of a block from the front to the back, empty ones too. */
export function gridRows(block: RowBlock): GridRow[] {
  return Array.from({ length: block.rowCount }, (_, i) => {
    const index = block.firstRow + i;
    const shifted = index % 2 !== 0 ? block.stagger : 0;
    return {
      index,
      count: typeof block.seatCount === "number" ? block.seatCount : (block.seatCount[i] ?? 0),
      first: typeof block.firstSeat === "number" ? block.firstSeat : (block.firstSeat[i] ?? 0),
      offset: block.offsets?.[i] ?? shifted,
    };
  });
}

/**
 * Where the seats of a row stand on the plane. Along the row neighbours are `pitch` apart on every arc, which is what gives a row
 * further back more seats for the same angle; rows of one block have one centre.
 */
export function seatSpots(block: RowBlock, { index, count, first, offset }: GridRow): { x: number[]; y: number[] } {
  const { pitch, rowGap, aisles, axis } = block;
  const place = placer(block);
  const middle = along(axis, { pitch, aisles });
  const depth = index * rowGap;
  const x: number[] = [];
  const y: number[] = [];
  for (let seat = first; seat < first + count; seat++) {
    const [px, py] = place(along(seat, { pitch, aisles }) - middle + offset * pitch, depth);
    x.push(px);
    y.push(py);
  }
  return { x, y };
}

/** Distance of a seat index from index 0 along its row: pitches and the aisles between. An index within an aisle's gap takes its part. */
export function along(index: number, { pitch, aisles }: { pitch: number; aisles: readonly Aisle[] }): number {
  let distance = index * pitch;
  for (const { after, width } of aisles) {
    const part = (at: number) => Math.min(1, Math.max(0, at - after));
    distance += width * (part(index) - part(0));
  }
  return distance;
}

/** A function from (distance along the row from the axis, depth behind row 0) to the plane. */
function placer({ at, rotation, pitch, curve }: RowBlock): (along: number, depth: number) => Point {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turn = (u: number, v: number): Point => [at[0] + u * cos - v * sin, at[1] + u * sin + v * cos];
  if (curve === 0) return turn;
  const radius = pitch / ((curve * Math.PI) / 180);
  return (s, depth) => {
    // Rows bent to the back come closer to their centre row by row; the last ones stop short of it.
    const own = radius > 0 ? Math.max(pitch, radius + depth) : Math.min(-pitch, radius + depth);
    return turn(own * Math.sin(s / own), own * Math.cos(s / own) - radius);
  };
}
