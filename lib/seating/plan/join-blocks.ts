import type { Point } from "../layout.ts";
import { expandPart } from "./expand-part.ts";
import { labelRows } from "./numbering.ts";
import { ROW_PRESETS } from "./numbering-presets.ts";
import type { FreeRow, RowBlock, SeatException } from "./plan.ts";
import { along, gridRows } from "./row-grid.ts";
import { rowKey } from "./seat-key.ts";

/**
 * A block and the single row behind it as one block, or undefined where they differ in category, numbering, aisles or shape: no seat of the
 * free row that `back` was fitted to may stand further than `tolerance` units from its spot in the whole. All keys stay.
 */
export function joinBlocks(
  front: RowBlock,
  back: RowBlock,
  { row, tolerance }: { readonly row: FreeRow; readonly tolerance: number },
): RowBlock | undefined {
  if (back.rowCount !== 1 || !isAlike(front, back, tolerance)) return undefined;
  const spots = row.x.map((x, i) => inFrame(front, [x, row.y[i] ?? 0]));
  const depth = meanOf(spots.map((spot) => spot.depth));
  const rowGap = front.rowCount === 1 ? depth : front.rowGap;
  if (rowGap < front.pitch / 2) return undefined;
  const [own] = gridRows(back);
  const middle = along(front.axis, front);
  const shifts = spots.map(({ s }, i) => (s - (along((own?.first ?? 0) + i, front) - middle)) / front.pitch);
  const joined = append(front, back, { rowGap, offset: meanOf(shifts) });
  return standsAlike(joined, row, tolerance) ? labelled(joined) : undefined;
}

function isAlike(front: RowBlock, back: RowBlock, tolerance: number): boolean {
  const aisles = front.aisles.every(({ after, width }, i) => {
    const other = back.aisles[i];
    return other?.after === after && Math.abs(other.width - width) <= tolerance;
  });
  return (
    aisles &&
    front.aisles.length === back.aisles.length &&
    front.category === back.category &&
    JSON.stringify(front.seatScheme) === JSON.stringify(back.seatScheme)
  );
}

/** A point in the block's own terms: how far along its rows from the axis, how far behind row 0. */
function inFrame({ at, rotation, pitch, curve }: RowBlock, [x, y]: Point): { s: number; depth: number } {
  const angle = (-rotation * Math.PI) / 180;
  const [dx, dy] = [x - at[0], y - at[1]];
  const u = dx * Math.cos(angle) - dy * Math.sin(angle);
  const v = dx * Math.sin(angle) + dy * Math.cos(angle);
  if (curve === 0) return { s: u, depth: v };
  const radius = pitch / ((curve * Math.PI) / 180);
  const own = Math.sign(radius) * Math.hypot(u, v + radius);
  return { s: own * Math.atan2(u / Math.sign(radius), (v + radius) / Math.sign(radius)), depth: own - radius };
}

function append(front: RowBlock, back: RowBlock, { rowGap, offset }: { rowGap: number; offset: number }): RowBlock {
  const index = front.firstRow + front.rowCount;
  const [rows, [last]] = [gridRows(front), gridRows(back)];
  const all = [...rows, { count: last?.count ?? 0, first: last?.first ?? 0, offset }];
  const moved = Object.entries(back.exceptions).map(([place, seat]): [string, SeatException] => [
    `${index}:${place.slice(place.indexOf(":") + 1)}`,
    seat,
  ]);
  const label = expandPart({ ...back, exceptions: {} }).rows[0]?.label ?? "";
  const view = back.rowViews?.[back.firstRow];
  return {
    ...front,
    rowCount: front.rowCount + 1,
    rowGap,
    seatCount: all.map(({ count }) => count),
    firstSeat: all.map(({ first }) => first),
    offsets: all.map((row) => row.offset),
    rowIds: { ...front.rowIds, [index]: rowKey(back, back.firstRow) },
    rowLabels: { ...front.rowLabels, [index]: label },
    ...(view === undefined ? {} : { rowViews: { ...front.rowViews, [index]: view } }),
    exceptions: { ...front.exceptions, ...Object.fromEntries(moved) },
  };
}

function standsAlike(joined: RowBlock, row: FreeRow, tolerance: number): boolean {
  const drawn = expandPart({ ...joined, exceptions: {} }).rows[joined.rowCount - 1];
  return row.x.every(
    (x, i) => Math.hypot((drawn?.x[i] ?? Number.NaN) - x, (drawn?.y[i] ?? Number.NaN) - (row.y[i] ?? 0)) <= tolerance,
  );
}

/** The block with the preset that says its row labels, where one does. */
function labelled(block: RowBlock): RowBlock {
  const labels = gridRows(block).map(({ index }) => block.rowLabels?.[index]);
  const scheme = Object.values(ROW_PRESETS).find((preset) =>
    labelRows(block.rowCount, preset).every((label, i) => label === labels[i]),
  );
  return scheme === undefined ? block : { ...block, rowScheme: scheme };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
