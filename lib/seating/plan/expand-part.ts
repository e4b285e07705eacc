import type { Decor } from "../layout.ts";
import { labelRows, numberSeats } from "./numbering.ts";
import type { FreeRow, Part, RowBlock, SeatException } from "./plan.ts";
import { type GridRow, gridRows, seatSpots } from "./row-grid.ts";
import { rowKey, seatKey } from "./seat-key.ts";
import { tableRow, tableShape } from "./table-spots.ts";

/** A part with its seats: what the designer draws and what `expandPlan` puts together. Coordinates are those of the plan, not rounded. */
export type DrawnPart = {
  readonly rows: readonly DrawnRow[];
  /** The drawing of a table. */
  readonly decor: readonly Decor[];
};

/** A row with at least one seat, in columns. */
export type DrawnRow = {
  readonly label: string;
  /** Index of the row in its block; 0 for other parts. */
  readonly index: number;
  readonly numbers: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Place of each seat in its part, by which `exceptions` are kept. */
  readonly places: readonly string[];
  /** Stable key of each seat (seat-keys.ts). */
  readonly keys: readonly string[];
  /** What is said of single seats, by position in the columns; absent when nothing is. */
  readonly exceptions?: readonly (SeatException | undefined)[];
};

const drawn = new WeakMap<Part, DrawnPart>();

/**
 * The rows of a part. Pure, and kept by the part's identity: plans share what an edit does not touch, so after a drag only the
 * dragged part is computed again.
 */
export function expandPart(part: Part): DrawnPart {
  const known = drawn.get(part);
  if (known !== undefined) return known;
  const fresh = draw(part);
  drawn.set(part, fresh);
  return fresh;
}

function draw(part: Part): DrawnPart {
  switch (part.kind) {
    case "rows":
      return { rows: blockRows(part), decor: [] };
    case "row":
      return { rows: withSeats([freeRow(part)]), decor: [] };
    case "table":
      return { rows: withSeats([exceptional(part, tableRow(part))]), decor: [tableShape(part)] };
  }
}

function withSeats(rows: readonly DrawnRow[]): DrawnRow[] {
  return rows.filter((row) => row.numbers.length > 0);
}

function blockRows(block: RowBlock): DrawnRow[] {
  const labels = labelRows(block.rowCount, block.rowScheme);
  const isExceptional = Object.keys(block.exceptions).length > 0;
  const rows = gridRows(block).map((row, i): DrawnRow => {
    const seats = Array.from({ length: row.count }, (_, k) => row.first + k);
    const places = seats.map((seat) => `${row.index}:${seat}`);
    const whole: DrawnRow = {
      label: block.rowLabels?.[row.index] ?? labels[i] ?? "",
      index: row.index,
      numbers: numbersOf(block, row, isExceptional ? seats.map((_, k) => isRemoved(block, places[k])) : []),
      ...seatSpots(block, row),
      places,
      keys: seats.map((seat) => seatKey(rowKey(block, row.index), seat)),
    };
    return isExceptional ? exceptional(block, whole) : whole;
  });
  return withSeats(rows);
}

function isRemoved(part: Part, place: string | undefined): boolean {
  return place !== undefined && part.exceptions[place]?.removed === true;
}

/** Numbers of all places of a row; a removed one has any number, because it is taken out afterwards. */
function numbersOf({ aisles, seatScheme }: RowBlock, { first, count }: GridRow, removed: readonly boolean[]): string[] {
  const counts = (seat: number) => seatScheme.removed === "keep" || removed[seat - first] !== true;
  const blocks = [0];
  const cuts = new Set(aisles.map(({ after }) => after));
  for (let seat = first; seat < first + count; seat++) {
    if (counts(seat)) blocks.push((blocks.pop() ?? 0) + 1);
    if (cuts.has(seat) && seat < first + count - 1) blocks.push(0);
  }
  const numbers = numberSeats(blocks, seatScheme);
  let next = 0;
  return Array.from({ length: count }, (_, k) => (counts(first + k) ? (numbers[next++] ?? "") : ""));
}

function freeRow(row: FreeRow): DrawnRow {
  const places = row.numbers.map((_, i) => String(row.firstSeat + i));
  const keys = places.map((place) => seatKey(row.id, place));
  return exceptional(row, { label: row.label, index: 0, numbers: row.numbers, x: row.x, y: row.y, places, keys });
}

/** The row with its exceptions: removed seats taken out, numbers and nudges applied. */
function exceptional(part: Part, row: DrawnRow): DrawnRow {
  const found = row.places.map((place) => part.exceptions[place]);
  if (found.every((exception) => exception === undefined)) return row;
  const kept = [...row.places.keys()].filter((i) => found[i]?.removed !== true);
  const exceptions = kept.map((i) => found[i]);
  return {
    ...row,
    numbers: kept.map((i) => found[i]?.number ?? row.numbers[i] ?? ""),
    x: kept.map((i) => (row.x[i] ?? 0) + (found[i]?.nudge?.[0] ?? 0)),
    y: kept.map((i) => (row.y[i] ?? 0) + (found[i]?.nudge?.[1] ?? 0)),
    places: kept.map((i) => row.places[i] ?? ""),
    keys: kept.map((i) => row.keys[i] ?? ""),
    exceptions,
  };
}
