import type { Point } from "../../layout.ts";
import { newRowBlock } from "../new-objects.ts";
import type { RowBlock } from "../plan.ts";

/** How many rows or seats to add on each side; less than 0 takes away. At least one row and one seat stay. */
export type Growth = {
  readonly front?: number;
  readonly back?: number;
  readonly left?: number;
  readonly right?: number;
};

/** The block with more or fewer rows and seats. What stays keeps its key and its spot. */
export function growBlock(block: RowBlock, { front = 0, back = 0, left = 0, right = 0 }: Growth): RowBlock {
  const rowCount = Math.max(1, block.rowCount + front + back);
  const { seatCount, firstSeat, offsets } = block;
  const row = <T>(column: readonly T[], i: number) => column[Math.min(column.length - 1, Math.max(0, i - front))];
  const column = (values: readonly number[]) => Array.from({ length: rowCount }, (_, i) => row(values, i) ?? 0);
  const wider = (count: number) => Math.max(1, count + left + right);
  return {
    ...block,
    rowCount,
    firstRow: block.firstRow - front,
    seatCount: typeof seatCount === "number" ? wider(seatCount) : column(seatCount).map(wider),
    firstSeat: typeof firstSeat === "number" ? firstSeat - left : column(firstSeat).map((first) => first - left),
    ...(offsets === undefined ? {} : { offsets: column(offsets) }),
  };
}

/** The block with so many seats in each row from the front, which stand around its axis; a row's seats grow or shrink on both sides. */
export function setSeatCounts(block: RowBlock, counts: readonly number[]): RowBlock {
  const firsts = counts.map((count) => Math.floor(block.axis - (count - 1) / 2));
  const offsets = counts.map((count, i) => block.axis - (count - 1) / 2 - (firsts[i] ?? 0));
  return { ...block, rowCount: counts.length, seatCount: counts, firstSeat: firsts, offsets };
}

/**
 * The block that a drag from one corner to the other draws: as many rows and seats as fit. Its counts are the live values beside the
 * pointer.
 */
export function blockInBox({
  id,
  from,
  to,
}: {
  readonly id: string;
  readonly from: Point;
  readonly to: Point;
}): RowBlock {
  const { pitch, rowGap } = newRowBlock({ id, at: from, rowCount: 1, seatCount: 1 });
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const seatCount = 1 + Math.floor((right - left) / pitch);
  const rowCount = 1 + Math.floor(Math.abs(to[1] - from[1]) / rowGap);
  const at: Point = [left + ((seatCount - 1) * pitch) / 2, Math.min(from[1], to[1])];
  return newRowBlock({ id, at, rowCount: Math.min(500, rowCount), seatCount: Math.min(2_000, seatCount) });
}
